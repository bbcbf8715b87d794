import { z } from 'zod';
import { probeFields } from '../probes/registry.ts';
import { environments, idOrList, ignoreList, owner, why } from './common.ts';
import { date, duration, id, metricId, positiveDuration, prose, quantity, url } from './scalars.ts';

const urgency = z.enum(['page', 'ticket', 'chat']);
const notify = z.strictObject({ critical: urgency.optional(), warning: urgency.optional() });

const heartbeat = z.strictObject({
  metric: metricId.optional().describe('Metric whose arrival is the sign of life; without it the result is handed in from outside.'),
  within: positiveDuration.describe('Silence longer than this is critical.'),
});

const quorum = z.strictObject({
  healthy: id.describe('Check that says whether one member is healthy.'),
  atLeast: z.number().int().positive().describe('Fewer healthy members than this is critical.'),
  warning: z.number().int().positive().optional().describe('Fewer healthy members than this is a warning.'),
});

const tier = z.strictObject({
  name: id,
  level: z.enum(['critical', 'warning']),
  long: positiveDuration,
  short: positiveDuration,
  burn: z.union([z.number().positive(), z.string().regex(/^\d+(\.\d+)?$/)]),
});

const burnRate = z.strictObject({
  slo: quantity.describe('`99.9%`: the share that must succeed.'),
  period: positiveDuration.optional().describe('30d when left out.'),
  errors: z.string().min(1).max(4000).describe('PromQL counter of failed events, without `rate`.'),
  total: z.string().min(1).max(4000).describe('PromQL counter of all events, without `rate`.'),
  tiers: z.array(tier).min(1).readonly().optional(),
  minimumRate: quantity
    .optional()
    .describe('`1/s`, `100/h`: with fewer events than this over the long window of a tier, the tier tells nobody.'),
});

const command = z.strictObject({
  nagios: z
    .array(z.string().min(1).max(4000))
    .min(1)
    .readonly()
    .optional()
    .describe('An argv; the first word is the plugin. `{address}` and `{host}` stand for the host.'),
  prometheus: z.string().min(1).max(4000).optional().describe('A PromQL expression that returns a series for each problem.'),
});

const timing = {
  every: positiveDuration.optional(),
  for: duration.optional(),
  attempts: z.number().int().positive().max(1000).optional(),
  retry: positiveDuration.optional(),
};

const percent = z.number().positive().max(100);
const flapping = z
  .strictObject({
    high: percent.describe('From this share of recent state changes on, in percent, nobody is told.'),
    low: percent.describe('Below this share it no longer counts as flapping.'),
  })
  .refine(({ high, low }) => low <= high, { message: '`low` must not be above `high`', path: ['low'] });

const common = {
  notify: notify.optional().describe('Who is told at which level.'),
  runbook: url.optional(),
  dashboard: url.optional(),
  stage: z.enum(['live', 'dark']).optional().describe('`dark`: evaluated and recorded, tells nobody.'),
  during: id.optional().describe('Schedule outside of which nobody is told.'),
  notifyAfter: duration.optional().describe('A problem that has lasted is told only after this much longer.'),
  keepFor: duration.optional().describe('How long a problem must be gone before it counts as over.'),
  unknown: z
    .enum(['tell', 'ignore'])
    .optional()
    .describe('Is it told when the check gives no answer? Left out, it is where the check tells somebody.'),
  flapping: flapping.optional().describe('Tells nobody while the state changes too often.'),
  ...timing,
};

const override = z.strictObject({
  environment: id,
  ...common,
  why,
  until: date.optional(),
});

/** A monitor. Exactly one of `threshold`, `probe`, `heartbeat`, `quorum`, `burnRate`, `command`. */
export const checkSchema = z.strictObject({
  why,
  owner,
  on: idOrList.optional().describe('Groups or hosts; left out, the check looks at the estate as a whole.'),
  environments,
  movedFrom: id.optional().describe('Its id before it was renamed, so that a review shows one change and not two.'),
  ...common,
  dependsOn: z.array(id).readonly().optional().describe("Checks whose failure explains this one's."),
  threshold: id.optional(),
  probe: z.strictObject(probeFields).optional().describe('Exactly one probe.'),
  thresholds: z.record(z.string(), id).optional().describe('For a probe: threshold by what it measures.'),
  heartbeat: heartbeat.optional(),
  quorum: quorum.optional(),
  burnRate: burnRate.optional(),
  command: command.optional(),
  overrides: z.array(override).readonly().optional().describe('Per environment, in order; the last wins, key by key.'),
  notes: prose.optional(),
  ignore: ignoreList,
});

export const checkSubjects = ['threshold', 'probe', 'heartbeat', 'quorum', 'burnRate', 'command'] as const;
export type CheckDefinition = z.infer<typeof checkSchema>;
