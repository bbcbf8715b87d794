import type { Span } from '../diagnostics/span.ts';
import type { CheckDefinition } from '../definitions/check.ts';
import type { GroupDefinition, HostDefinition } from '../definitions/inventory.ts';
import type { MetricDefinition } from '../definitions/metric.ts';
import type { ScheduleDefinition } from '../definitions/schedule.ts';
import type { Settings } from '../definitions/settings.ts';
import type { TeamDefinition } from '../definitions/team.ts';
import type { ThresholdDefinition } from '../definitions/threshold.ts';
import type { Path } from './load/document.ts';

/** A definition that passed its schema, with the folder's defaults merged under it. */
export interface Entry<T> {
  readonly id: string;
  readonly file: string;
  readonly value: T;
  /** False when mistakes were taken out so that the rest could be checked. */
  readonly sound: boolean;
  /** Where a value of the definition, or its key, was written: in the definition, or in `_defaults`; its id without a path. */
  locate(path: Path, what?: 'key' | 'value'): Span;
  /** From the first to the last character of the definition, its key included. */
  extent(): Span;
  /** Whether the value at `path` stands in the definition itself or in `_defaults`. */
  from(path: Path): 'definition' | 'default';
  /** Every layer that has the value at `path`, weakest first: `_defaults` from the outermost folder inwards, then the definition. */
  layers(path: Path): readonly WrittenLayer[];
}

export interface WrittenLayer {
  readonly from: 'definition' | 'default';
  readonly value: unknown;
  readonly span: Span;
}

/** Entries by id, sorted by id. */
export interface EntryMap<T> extends ReadonlyMap<string, Entry<T>> {
  /** Ids that are defined, but so that nothing more can be said of them; naming one is not another mistake. */
  readonly broken: ReadonlySet<string>;
  /** False while a file of this kind could not be read: nobody knows what else is defined. */
  readonly complete: boolean;
}

/** True when every definition of the kind is understood, so that what is absent really is. */
export const isWhole = (entries: EntryMap<unknown>): boolean => {
  if (!entries.complete || entries.broken.size > 0) return false;
  for (const { sound } of entries.values()) if (!sound) return false;
  return true;
};

/** Every valid definition of the estate, by kind and id; each map is sorted by id. */
export interface Definitions {
  readonly settings: Entry<Settings>;
  readonly teams: EntryMap<TeamDefinition>;
  readonly schedules: EntryMap<ScheduleDefinition>;
  readonly hosts: EntryMap<HostDefinition>;
  readonly groups: EntryMap<GroupDefinition>;
  readonly metrics: EntryMap<MetricDefinition>;
  readonly thresholds: EntryMap<ThresholdDefinition>;
  readonly checks: EntryMap<CheckDefinition>;
}
