import type { z } from 'zod';
import type { checkSchema, checkSubjects } from './check.ts';
import type { groupSchema, hostSchema } from './inventory.ts';
import type { metricSchema } from './metric.ts';
import type { scheduleSchema } from './schedule.ts';
import type { teamSchema } from './team.ts';
import type { limitShape, thresholdSchema } from './threshold.ts';

type Subject = (typeof checkSubjects)[number];
type Only<T, All extends keyof T, K extends All> = Required<Pick<T, K>> & { readonly [Other in Exclude<All, K>]?: never };
type ExactlyOne<T, K extends keyof T> = Omit<T, K> & { [One in K]: Only<T, K, One> }[K];
type AtLeastOne<T, K extends keyof T> = T & { [One in K]: Required<Pick<T, One>> }[K];

type RawCheck = z.input<typeof checkSchema>;
type RawThreshold = z.input<typeof thresholdSchema>;
type RawMetric = z.input<typeof metricSchema>;

/**
 * A team as its author writes it. Receivers are named by urgency; secrets are files on the target, never values.
 *
 * @example
 * import { teams, type TeamInput } from 'plimsoll';
 * const team: TeamInput = { name: 'Search', receivers: { ticket: { email: 'search@example.com' } } };
 * export default teams({ example: team });
 */
export type TeamInput = z.input<typeof teamSchema>;
/**
 * A schedule as its author writes it; a range may cross midnight.
 *
 * @example
 * import { schedules, type ScheduleInput } from 'plimsoll';
 * const night: ScheduleInput = { why: 'The dump runs.', hours: [{ times: '22:00-06:00' }] };
 * export default schedules({ example: night });
 */
export type ScheduleInput = z.input<typeof scheduleSchema>;
/**
 * A host as its author writes it.
 *
 * @example
 * import { type HostInput, hosts } from 'plimsoll';
 * const host: HostInput = { address: '192.0.2.15', parents: ['db1'] };
 * export default hosts({ web5: host });
 */
export type HostInput = z.input<typeof hostSchema>;
/**
 * A group as its author writes it.
 *
 * @example
 * import { type GroupInput, groups } from 'plimsoll';
 * const rack: GroupInput = { why: 'One fuse.', hosts: ['web1', 'db1'] };
 * export default groups({ 'rack-a': rack });
 */
export type GroupInput = z.input<typeof groupSchema>;
/**
 * A metric as its author writes it; `from` has at least one source.
 *
 * @example
 * import { type MetricInput, metrics } from 'plimsoll';
 * const age: MetricInput = { why: 'Tells a stuck queue from a full one.', owner: 'ops', type: 'gauge', unit: 'seconds', from: { dropFile: 'queue' } };
 * export default metrics({ queue_oldest_age: age });
 */
export type MetricInput = Omit<RawMetric, 'from'> & { readonly from: AtLeastOne<RawMetric['from'], keyof RawMetric['from']> };
/**
 * A threshold as its author writes it: on a `metric` or on a `unit`, with at least one limit form.
 *
 * @example
 * import { type ThresholdInput, thresholds } from 'plimsoll';
 * const space: ThresholdInput = { unit: '%', why: 'A day is left at 90%.', owner: 'ops', atLeast: { warning: '90%', critical: '95%' } };
 * export default thresholds({ 'disk-used': space });
 */
export type ThresholdInput = AtLeastOne<ExactlyOne<RawThreshold, 'metric' | 'unit'>, keyof typeof limitShape>;
/**
 * A check as its author writes it, with exactly one subject. A wrong unit, an unknown key or a missing `why` is an error of types.
 *
 * @example
 * import { type CheckInput, checks } from 'plimsoll';
 * const port: CheckInput = {
 *   why: 'A web server whose port is closed serves nobody.',
 *   owner: 'ops',
 *   on: 'web',
 *   probe: { tcp: { port: 443 } },
 *   notify: { critical: 'page' },
 *   runbook: 'https://runbooks.example.com/web-port',
 * };
 * export default checks({ 'web-port': port });
 */
export type CheckInput = ExactlyOne<RawCheck, Subject>;
/** Part of any definition. */
export type Defaults =
  | Partial<RawCheck>
  | Partial<RawThreshold>
  | Partial<RawMetric>
  | Partial<TeamInput>
  | Partial<HostInput>
  | Partial<GroupInput>
  | Partial<ScheduleInput>;
