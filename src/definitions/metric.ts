import { z } from 'zod';
import { ignoreList, owner, why } from './common.ts';
import { line, positiveDuration, range } from './scalars.ts';

/** At least one of the keys. */
const source = z.strictObject({
  dropFile: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    .optional()
    .describe('Name of the drop file an application writes; seen by Ganglia and Prometheus both.'),
  ganglia: z
    .string()
    .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}$/)
    .optional()
    .describe('Name of a metric Ganglia already has.'),
  prometheus: z.string().min(1).max(4000).optional().describe('A PromQL expression with one series per host.'),
});

/** A measured quantity. */
export const metricSchema = z.strictObject({
  why,
  owner,
  type: z.enum(['gauge', 'counter']),
  unit: z.string().describe('`seconds`, `bytes`, `%`, `requests/s`, or a plural noun that is counted: `tasks`.'),
  title: line.optional(),
  integer: z.boolean().optional().describe('Only whole numbers are values.'),
  range: range.optional().describe('Values outside are rejected by the collector.'),
  from: source,
  staleAfter: positiveDuration.optional().describe('Not heard of for this long means unknown; 5m when left out.'),
  ignore: ignoreList,
});

export type MetricDefinition = z.infer<typeof metricSchema>;
