import type { z } from 'zod';
import type { checkSchema } from './check.ts';
import type { groupSchema, hostSchema } from './inventory.ts';
import type { metricSchema } from './metric.ts';
import type { scheduleSchema } from './schedule.ts';
import type { teamSchema } from './team.ts';
import type { thresholdSchema } from './threshold.ts';

// Interfaces, where an alias would do, give an editor's messages a name instead of a page of keys.

type Without<Keys extends PropertyKey> = { readonly [Key in Keys]?: never };
type Given<T, Key extends keyof T> = { readonly [One in Key]-?: Exclude<T[One], undefined> };
/** One of the keys, and none of the others. */
type OneOf<T, Keys extends keyof T = keyof T> = { [Key in Keys]: Given<T, Key> & Without<Exclude<Keys, Key>> }[Keys];
/** All keys may be given, and one at least is. */
type SomeOf<T, Keys extends keyof T = keyof T> = T & { [Key in Keys]: Given<T, Key> }[Keys];

type RawCheck = z.input<typeof checkSchema>;
type RawThreshold = z.input<typeof thresholdSchema>;
type RawMetric = z.input<typeof metricSchema>;
type RawTeam = z.input<typeof teamSchema>;
type RawReceivers = RawTeam['receivers'];
type RawReceiver = Exclude<RawReceivers['page'], undefined>;

type Subject = 'threshold' | 'probe' | 'heartbeat' | 'quorum' | 'burnRate' | 'command';
type RawCommand = Exclude<RawCheck['command'], undefined>;
type CheckOf<Key extends Subject> = Given<RawCheck, Key> & Without<Exclude<Subject, Key>>;

/** One probe with its fields. */
type ProbeInput = OneOf<Exclude<RawCheck['probe'], undefined>>;
type CommandInput = SomeOf<RawCommand>;

interface AnyCheck extends Omit<RawCheck, Subject> {}
interface ThresholdCheck extends AnyCheck, CheckOf<'threshold'> {}
interface ProbeCheck extends AnyCheck, Omit<CheckOf<'probe'>, 'probe'> {
  /** How to look: one probe with its fields, such as `{ tcp: { port: 443 } }`. */
  readonly probe: ProbeInput;
}
interface HeartbeatCheck extends AnyCheck, CheckOf<'heartbeat'> {}
interface QuorumCheck extends AnyCheck, CheckOf<'quorum'> {}
interface BurnRateCheck extends AnyCheck, CheckOf<'burnRate'> {}
interface CommandCheck extends AnyCheck, Omit<CheckOf<'command'>, 'command'> {
  /** An argv for Nagios, an expression for Prometheus, or both. */
  readonly command: CommandInput;
}

type LimitForm = 'above' | 'below' | 'atLeast' | 'atMost' | 'outside' | 'inside';
interface AnyThreshold extends Omit<RawThreshold, 'metric' | 'unit'> {}
interface MetricThreshold extends AnyThreshold, Given<RawThreshold, 'metric'>, Without<'unit'> {}
interface UnitThreshold extends AnyThreshold, Given<RawThreshold, 'unit'>, Without<'metric'> {}

/** One way to reach somebody. */
type ReceiverInput = OneOf<RawReceiver>;
interface ReceiversInput {
  /** Wakes somebody. */
  readonly page?: ReceiverInput | undefined;
  /** Waits for the day. */
  readonly ticket?: ReceiverInput | undefined;
  /** For reading along. */
  readonly chat?: ReceiverInput | undefined;
}
interface TeamOverrideInput extends Omit<NonNullable<RawTeam['overrides']>[number], 'receivers'> {
  readonly receivers: ReceiversInput;
}

/**
 * A team as its author writes it. Receivers are named by urgency; secrets are files on the target, never values.
 *
 * @example
 * import { teams, type TeamInput } from 'plimsoll';
 * const team: TeamInput = { name: 'Search', receivers: { ticket: { email: 'search@example.com' } } };
 * export default teams({ example: team });
 */
export interface TeamInput extends Omit<RawTeam, 'receivers' | 'overrides'> {
  readonly receivers: ReceiversInput;
  readonly overrides?: readonly TeamOverrideInput[] | undefined;
}
/**
 * A schedule as its author writes it; a range may cross midnight.
 *
 * @example
 * import { schedules, type ScheduleInput } from 'plimsoll';
 * const night: ScheduleInput = { why: 'The dump runs.', hours: [{ times: '22:00-06:00' }] };
 * export default schedules({ example: night });
 */
export interface ScheduleInput extends z.input<typeof scheduleSchema> {}
/**
 * A host as its author writes it.
 *
 * @example
 * import { type HostInput, hosts } from 'plimsoll';
 * const host: HostInput = { address: '192.0.2.15', parents: ['db1'] };
 * export default hosts({ web5: host });
 */
export interface HostInput extends z.input<typeof hostSchema> {}
/**
 * A group as its author writes it.
 *
 * @example
 * import { type GroupInput, groups } from 'plimsoll';
 * const rack: GroupInput = { why: 'One fuse.', hosts: ['web1', 'db1'] };
 * export default groups({ 'rack-a': rack });
 */
export interface GroupInput extends z.input<typeof groupSchema> {}
/**
 * A metric as its author writes it; `from` has at least one source.
 *
 * @example
 * import { type MetricInput, metrics } from 'plimsoll';
 * const age: MetricInput = { why: 'Tells a stuck queue from a full one.', owner: 'ops', type: 'gauge', unit: 'seconds', from: { dropFile: 'queue' } };
 * export default metrics({ queue_oldest_age: age });
 */
export interface MetricInput extends Omit<RawMetric, 'from'> {
  /** One source or several; a backend without one is told so, never guessed for. */
  readonly from: SomeOf<RawMetric['from']>;
}
/**
 * A threshold as its author writes it: on a `metric` or on a `unit`, with at least one limit form.
 *
 * @example
 * import { type ThresholdInput, thresholds } from 'plimsoll';
 * const space: ThresholdInput = { unit: '%', why: 'A day is left at 90%.', owner: 'ops', atLeast: { warning: '90%', critical: '95%' } };
 * export default thresholds({ 'disk-used': space });
 */
export type ThresholdInput = SomeOf<MetricThreshold, LimitForm> | SomeOf<UnitThreshold, LimitForm>;
/**
 * A check as its author writes it, with exactly one subject. A wrong unit, an unknown key or a missing `why` is an error of types;
 * an unknown key inside a computed map is one with `satisfies CheckInput`, and always when compiled (PLM101).
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
export type CheckInput = ThresholdCheck | ProbeCheck | HeartbeatCheck | QuorumCheck | BurnRateCheck | CommandCheck;
/** Part of any definition. */
export type Defaults =
  | Partial<RawCheck>
  | Partial<RawThreshold>
  | Partial<RawMetric>
  | Partial<TeamInput>
  | Partial<HostInput>
  | Partial<GroupInput>
  | Partial<ScheduleInput>;
