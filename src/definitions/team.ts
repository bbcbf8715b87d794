import { z } from 'zod';
import { ignoreList, why } from './common.ts';
import { id, line, path, positiveDuration, url } from './scalars.ts';

const email = z.string().regex(/^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/);

/** Exactly one of the keys. Secrets are named as files on the target, never written here. */
const receiver = z.strictObject({
  email: email.optional(),
  webhook: z.strictObject({ url, credentialsFile: path.optional() }).optional(),
  slack: z.strictObject({ urlFile: path, channel: z.string().regex(/^[#@][A-Za-z0-9._-]+$/) }).optional(),
  pagerduty: z.strictObject({ routingKeyFile: path }).optional(),
});

const receivers = z.strictObject({
  page: receiver.optional().describe('Wakes somebody.'),
  ticket: receiver.optional().describe('Waits for the day.'),
  chat: receiver.optional().describe('For reading along.'),
});

const urgency = z.enum(['page', 'ticket', 'chat']);

const escalation = z.strictObject({
  after: positiveDuration,
  team: id.optional().describe('Another team; the same one when left out.'),
  notify: urgency,
});

const override = z.strictObject({ environment: id, receivers, why });

/** An owner of definitions: who is told, and who next. */
export const teamSchema = z.strictObject({
  name: line,
  why: why.optional(),
  receivers,
  members: z
    .array(z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/))
    .readonly()
    .optional()
    .describe('Names on the code host of those who may agree to changes for this team.'),
  escalation: z.array(escalation).readonly().optional(),
  overrides: z.array(override).readonly().optional(),
  ignore: ignoreList,
});

export type TeamDefinition = z.infer<typeof teamSchema>;
