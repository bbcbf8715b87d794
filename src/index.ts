/**
 * The authoring API: what a TypeScript definition file imports.
 *
 * @packageDocumentation
 */
export { checks, defaults, groups, hosts, metrics, schedules, teams, thresholds } from './definitions/builders.ts';
export type { DefinitionFile } from './definitions/builders.ts';
export type { CheckInput, GroupInput, HostInput, MetricInput, ScheduleInput, TeamInput, ThresholdInput } from './definitions/inputs.ts';
export type { DateText, DurationText, IntervalText, QuantityText, RangeText } from './definitions/scalars.ts';
