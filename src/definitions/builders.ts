import type { CheckInput, Defaults, GroupInput, HostInput, MetricInput, ScheduleInput, TeamInput, ThresholdInput } from './inputs.ts';

/**
 * What a definition file exports by default: definitions of one kind by id, made by one of the builders.
 *
 * An object that only looks like one is refused (PLM048).
 *
 * @example
 * import { type DefinitionFile, type HostInput, hosts } from 'plimsoll';
 * const spare = (n: number): DefinitionFile<'hosts', HostInput> => hosts({ [`spare${n}`]: { address: `192.0.2.${n}` } });
 * export default spare(20);
 */
export interface DefinitionFile<K extends string, T> {
  readonly kind: K;
  readonly entries: Readonly<Record<string, T>>;
}

type Entries<T> = Readonly<Record<string, T>>;

const made = new WeakMap<object, DefinitionFile<string, unknown>>();

const build = <K extends string, T>(kind: K, entries: Entries<T>): DefinitionFile<K, T> => {
  const file = Object.freeze({ kind, entries });
  made.set(file, file);
  return file;
};

/** What a builder of this module made; undefined for an object that only looks like it. */
export const definitionFile = (value: unknown): DefinitionFile<string, unknown> | undefined =>
  typeof value === 'object' && value !== null ? made.get(value) : undefined;

/**
 * Teams by id, for a file below `teams/`: who answers for things, and how each is reached.
 *
 * What does not fit is a diagnostic when the estate is compiled (1xx schema, 2xx references), never an exception here.
 *
 * @example
 * import { teams } from 'plimsoll';
 * export default teams({
 *   search: {
 *     name: 'Search',
 *     receivers: { ticket: { email: 'search@example.com' } },
 *     escalation: [{ after: '2h', team: 'ops', notify: 'page' }],
 *   },
 * });
 */
export const teams = (entries: Entries<TeamInput>): DefinitionFile<'teams', TeamInput> => build('teams', entries);
/**
 * Named hours by id, for a file below `schedules/`. Times are `HH:MM-HH:MM` in the zone given, days `mon-fri`, dates `2026-12-24`.
 *
 * Hours that are malformed are PLM340, days that do not exist PLM341.
 *
 * @example
 * import { schedules } from 'plimsoll';
 * export default schedules({
 *   'night-dump': {
 *     why: 'The dump reads every table, and everything is slow.',
 *     zone: 'Europe/Berlin',
 *     hours: [{ days: 'mon-fri', times: '22:00-06:00' }],
 *     except: [{ dates: '12-24..12-26', why: 'There is no dump over the holidays.' }],
 *   },
 * });
 */
export const schedules = (entries: Entries<ScheduleInput>): DefinitionFile<'schedules', ScheduleInput> => build('schedules', entries);
/**
 * Hosts by id, for a file below `inventory/hosts/`. Without an address the id is the address.
 *
 * A group or parent that does not exist is PLM202, hosts that are each other’s parents PLM210.
 *
 * @example
 * import { hosts } from 'plimsoll';
 * export default hosts({
 *   web3: { address: '192.0.2.13', groups: ['web'], labels: { rack: 'b4' } },
 * });
 */
export const hosts = (entries: Entries<HostInput>): DefinitionFile<'hosts', HostInput> => build('hosts', entries);
/**
 * Groups by id, for a file below `inventory/groups/`: hosts by list, pattern, label, or other groups.
 *
 * Groups that contain each other are PLM205.
 *
 * @example
 * import { groups } from 'plimsoll';
 * export default groups({
 *   databases: { why: 'Everything that keeps a photo.', match: 'db*' },
 * });
 */
export const groups = (entries: Entries<GroupInput>): DefinitionFile<'groups', GroupInput> => build('groups', entries);
/**
 * Metrics by id, for a file below `metrics/`. The id is the name of the metric in snake_case; `unit` is a known unit or a plural noun.
 *
 * A unit that is none is PLM305, a metric nobody uses PLM317.
 *
 * @example
 * import { metrics } from 'plimsoll';
 * export default metrics({
 *   queue_oldest_age: {
 *     why: 'The oldest task tells a stuck queue from a full one.',
 *     owner: 'ops',
 *     type: 'gauge',
 *     unit: 'seconds',
 *     range: '0s..',
 *     from: { dropFile: 'queue' },
 *     staleAfter: '5m',
 *   },
 * });
 */
export const metrics = (entries: Entries<MetricInput>): DefinitionFile<'metrics', MetricInput> => build('metrics', entries);
/**
 * Thresholds by id, for a file below `thresholds/`. Limits carry their unit (`90%`, `500ms`, `2GiB`, `10k`, `10/s`) and are converted exactly to
 * that of the metric.
 *
 * A limit in another dimension is PLM302, limits in the wrong order PLM301.
 *
 * @example
 * import { thresholds } from 'plimsoll';
 * export default thresholds({
 *   'queue-depth-night': {
 *     metric: 'queue_depth',
 *     why: 'At night twice as much may wait: nobody watches the pages.',
 *     owner: 'ops',
 *     above: { warning: '20k', critical: '100k', clear: '15k' },
 *     for: '10m',
 *   },
 * });
 */
export const thresholds = (entries: Entries<ThresholdInput>): DefinitionFile<'thresholds', ThresholdInput> => build('thresholds', entries);
/**
 * Checks by id, for a file below `checks/`. Exactly one of `threshold`, `probe`, `heartbeat`, `quorum`, `burnRate` and `command` says what
 * is looked at. Durations are `90s`, `5m`, `1h30m`.
 *
 * A page without a runbook is PLM315, something named that does not exist PLM202.
 *
 * @example
 * import { checks } from 'plimsoll';
 * export default checks({
 *   'web-port': {
 *     why: 'A web server whose port is closed serves nobody.',
 *     owner: 'ops',
 *     on: 'web',
 *     probe: { tcp: { port: 443 } },
 *     notify: { critical: 'page' },
 *     runbook: 'https://runbooks.example.com/web-port',
 *   },
 * });
 */
export const checks = (entries: Entries<CheckInput>): DefinitionFile<'checks', CheckInput> => build('checks', entries);
/**
 * For `_defaults.ts`: keys that every definition of the folder and of those below it has unless it says otherwise.
 *
 * A key that definitions of the folder do not have is PLM101.
 *
 * @example
 * import { defaults } from 'plimsoll';
 * export default defaults({ every: '2m', dashboard: 'https://dashboards.example.com/all' });
 */
export const defaults = (values: Defaults): DefinitionFile<'defaults', unknown> => build<'defaults', unknown>('defaults', { ...values });
