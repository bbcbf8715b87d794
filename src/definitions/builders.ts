import type { CheckInput, Defaults, GroupInput, HostInput, MetricInput, ScheduleInput, TeamInput, ThresholdInput } from './inputs.ts';

/** What a definition file exports: a map of id → definition of one kind, made by one of the builders below. */
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

export const teams = (entries: Entries<TeamInput>): DefinitionFile<'teams', TeamInput> => build('teams', entries);
export const schedules = (entries: Entries<ScheduleInput>): DefinitionFile<'schedules', ScheduleInput> => build('schedules', entries);
export const hosts = (entries: Entries<HostInput>): DefinitionFile<'hosts', HostInput> => build('hosts', entries);
export const groups = (entries: Entries<GroupInput>): DefinitionFile<'groups', GroupInput> => build('groups', entries);
export const metrics = (entries: Entries<MetricInput>): DefinitionFile<'metrics', MetricInput> => build('metrics', entries);
export const thresholds = (entries: Entries<ThresholdInput>): DefinitionFile<'thresholds', ThresholdInput> => build('thresholds', entries);
export const checks = (entries: Entries<CheckInput>): DefinitionFile<'checks', CheckInput> => build('checks', entries);
/** For `_defaults.ts`: keys that every definition of the folder has unless it says otherwise. */
export const defaults = (values: Defaults): DefinitionFile<'defaults', unknown> => build<'defaults', unknown>('defaults', { ...values });
