import { z } from 'zod';
import { positiveDuration, version } from '../../definitions/scalars.ts';

const endpoint = z
  .string()
  .regex(/^[A-Za-z0-9[\]:._-]+:\d{1,5}$/)
  .describe('`host:port`.');

/** `targets.prometheus`. */
export const options = z.strictObject({
  version: version.default('2.42.0').describe('Version of the daemon that will read the files.'),
  evaluationInterval: positiveDuration.default('1m').describe('How often the daemon evaluates rules.'),
  scrapeInterval: positiveDuration.default('1m').describe('How often the daemon scrapes, and probes.'),
  alertmanagers: z.array(endpoint).readonly().default(['127.0.0.1:9093']).describe('Where alerts are sent.'),
  unitTests: z.boolean().default(true).describe('Write promtool unit tests beside the rules: three times their size.'),
  blackbox: endpoint.default('127.0.0.1:9115').describe('Where blackbox_exporter listens.'),
});

export type Options = z.infer<typeof options>;
