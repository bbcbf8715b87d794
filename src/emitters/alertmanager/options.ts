import { z } from 'zod';
import { duration, id, path, version } from '../../definitions/scalars.ts';
import { parseDuration } from '../../model/duration.ts';

const positive = duration.refine((text) => (parseDuration(text) ?? 0) > 0, 'must be more than zero');

const smtp = z.strictObject({
  smarthost: z
    .string()
    .regex(/^[A-Za-z0-9[\]:._-]+:\d{1,5}$/)
    .describe('`host:port` of the mail server.'),
  from: z
    .string()
    .regex(/^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+$/)
    .describe('Sender of all mail.'),
  username: z
    .string()
    .regex(/^[\x21-\x7e]+$/)
    .optional(),
  passwordFile: path.optional().describe('File on the target that holds the password.'),
  requireTls: z.boolean().default(true),
});

/** `targets.alertmanager`. */
export const options = z.strictObject({
  version: version.default('0.25.0').describe('Version of the daemon that will read the files.'),
  smtp: smtp.optional().describe('How mail leaves; the mail server of the same machine when left out.'),
  groupWait: positive.default('30s').describe('How long a new group waits for company.'),
  groupInterval: positive.default('5m').describe('How long until a group tells of changes.'),
  repeatInterval: positive.default('4h').describe('How long until a group tells again of what still fires.'),
  defaultReceiver: id.optional().describe('Team that hears of alerts no team of the estate owns.'),
});

export type Options = z.infer<typeof options>;
