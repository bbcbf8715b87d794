import { z } from 'zod';
import { duration, id, labelName, path, positiveDuration, url, version } from '../../definitions/scalars.ts';
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

const pace = z.strictObject({ groupWait: positive.optional(), groupInterval: positive.optional(), repeatInterval: positive.optional() });

const deadMansSwitch = z.strictObject({
  webhook: url.describe('Tells somebody when it is not called in time; a service outside of what it watches.'),
  every: positiveDuration.default('1m').describe('It is called at least this often.'),
  credentialsFile: path.optional().describe('File on the target that holds the bearer token.'),
});

/** `targets.alertmanager`. */
export const options = z.strictObject({
  version: version.default('0.25.0').describe('Version of the daemon that will read the files.'),
  smtp: smtp.optional().describe('How mail leaves; the mail server of the same machine when left out.'),
  groupBy: z
    .array(labelName)
    .min(1)
    .refine((labels) => new Set(labels).size === labels.length, 'must name each label once')
    .readonly()
    .default(['alertname', 'team', 'severity'])
    .describe('Alerts that have the same values of these labels are told in one message.'),
  groupWait: positive.default('30s').describe('How long a new group waits for company.'),
  groupInterval: positive.default('5m').describe('How long until a group tells of changes.'),
  repeatInterval: positive.default('4h').describe('How long until a group tells again of what still fires.'),
  urgencies: z
    .strictObject({ page: pace.optional(), ticket: pace.optional(), chat: pace.optional() })
    .optional()
    .describe('Waits that differ by urgency.'),
  retention: positive.default('120h').describe('`--data.retention` of the daemon: how long it remembers what it has told.'),
  deadMansSwitch: deadMansSwitch.optional().describe('Who notices when the alert that always fires no longer arrives.'),
  defaultReceiver: id.optional().describe('Team that hears of alerts no team of the estate owns.'),
});

export type Options = z.infer<typeof options>;
