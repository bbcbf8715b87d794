import { isList, isMap, own, valueAt } from '../base/data.ts';
import { oncePer } from '../base/once-per.ts';
import { limitShape } from '../definitions/threshold.ts';
import type { Span } from '../diagnostics/span.ts';
import { parseDuration } from '../model/duration.ts';
import type { DefinitionKind, Model, ModelHost, Origin } from '../model/model.ts';
import type { Definitions, Entry } from './definitions.ts';
import type { Path } from './load/document.ts';

/** What kind of place decided a value. A `built-in` one is shown at the definition it completes. */
export type ValueSource = 'definition' | 'default' | 'override' | 'settings' | 'built-in';

export interface Provenance {
  readonly span: Span;
  readonly from: ValueSource;
}

export interface ProvenanceFinder {
  /** Where the value an origin names was written; undefined for a definition that does not exist. */
  find(origin: Origin): Provenance | undefined;
  locate(origin: Origin): Span | undefined;
}

export type AnyEntry = Entry<unknown>;

export const entryOf = (definitions: Definitions, kind: DefinitionKind, id: string): AnyEntry | undefined =>
  kind === 'settings' ? definitions.settings : definitions[kind].get(id);

/** A value as it was written, and where. */
interface Written extends Provenance {
  readonly value: unknown;
}

const written = (entry: AnyEntry, path: Path): Written | undefined => {
  const value = valueAt(entry.value, path);
  return value === undefined ? undefined : { span: entry.locate(path), from: entry.from(path), value };
};

/** The last override that sets the value, of those `holds` says count. */
const overridden = (entry: AnyEntry, path: Path, holds: (override: unknown) => boolean): Written | undefined => {
  const overrides = valueAt(entry.value, ['overrides']);
  if (!isList(overrides)) return undefined;
  const index = overrides.findLastIndex((override) => holds(override) && setsValue(override, path));
  if (index < 0) return undefined;
  return { span: entry.locate(['overrides', index, ...path]), from: 'override', value: valueAt(overrides[index], path) };
};

export const inEnvironment =
  (environment: string) =>
  (override: unknown): boolean => {
    const wanted = isMap(override) ? own(override, 'environment') : undefined;
    return wanted === undefined || wanted === environment;
  };

export const withoutHosts = (override: unknown): boolean => isMap(override) && own(override, 'on') === undefined;

/** Fields that a check takes from its threshold when it does not set them itself. */
export const patience: ReadonlySet<string> = new Set(['for', 'attempts']);

const forms = Object.keys(limitShape);

/** Keys that an override has about itself: its own reason takes the place of nothing. */
const aboutOverrides = new Set(['why', 'until', 'on', 'environment']);

/** Whether an override has a word on the value; on a threshold's limits as a whole when it sets any of them. */
export const setsValue = (override: unknown, path: Path): boolean => {
  if (path.length === 0) return isMap(override) && forms.some((form) => own(override, form) !== undefined);
  return !aboutOverrides.has(String(path[0])) && valueAt(override, path) !== undefined;
};

export interface Search {
  readonly definitions: Definitions;
  readonly environment: string;
  /** The host whose value it is, and the groups it is in. */
  readonly about?: ReadonlySet<string>;
}

/** Overrides that hold for the host in question; every one when none is. */
export const forHost =
  ({ about }: Search) =>
  (override: unknown): boolean => {
    const on = isMap(override) ? own(override, 'on') : undefined;
    if (about === undefined || on === undefined) return true;
    return isList(on) ? on.some((id) => about.has(String(id))) : about.has(String(on));
  };

const thresholdAt = ({ definitions }: Search, check: AnyEntry, path: Path): AnyEntry | undefined => {
  const id = valueAt(check.value, path);
  return typeof id === 'string' ? definitions.thresholds.get(id) : undefined;
};

/** The threshold whose limits a path names, and the path in it: `limits.above.critical`, or that of a probe's measure. */
export const limitsAt = (
  check: AnyEntry,
  path: Path,
  search: Search,
): { readonly threshold: AnyEntry; readonly path: Path } | undefined => {
  const at = path.indexOf('limits');
  if (at !== 0 && !(at === 2 && path[0] === 'thresholds')) return undefined;
  const threshold = thresholdAt(search, check, at === 0 ? ['threshold'] : path.slice(0, 2));
  return threshold && { threshold, path: path.slice(at + 1) };
};

/** Overrides of a threshold that count for the value: a host's own decide neither how long is waited nor the limits of all hosts. */
export const countsFor = (path: Path, search: Search): ((override: unknown) => boolean) => {
  const here = inEnvironment(search.environment);
  const host = forHost(search);
  const isForAll = patience.has(String(path[0])) || (path.length === 0 && search.about === undefined);
  return (one) => here(one) && host(one) && (!isForAll || withoutHosts(one));
};

const inThreshold = (threshold: AnyEntry, path: Path, search: Search): Written | undefined =>
  overridden(threshold, path, countsFor(path, search)) ?? written(threshold, path);

export const thresholdsOf = ({ definitions }: Search, { value }: AnyEntry): readonly AnyEntry[] => {
  const measures = valueAt(value, ['thresholds']);
  const ids = [valueAt(value, ['threshold']), ...(isMap(measures) ? Object.values(measures) : [])];
  return ids.flatMap((id) => (typeof id === 'string' ? (definitions.thresholds.get(id) ?? []) : []));
};

const lasting = ({ value }: Written): number => (typeof value === 'string' ? (parseDuration(value) ?? 0) : Number(value));

/** The most patient of the check's thresholds decides. */
const inThresholds = (check: AnyEntry, path: Path, search: Search): Provenance | undefined =>
  thresholdsOf(search, check)
    .flatMap((threshold) => inThreshold(threshold, path, search) ?? [])
    .reduce<Written | undefined>((best, one) => (best === undefined || lasting(one) > lasting(best) ? one : best), undefined);

/** `for` and `attempts` follow from each other: an override of one takes the place of the other. */
const rivalsOf = (path: Path): readonly Path[] => (path.length === 1 && patience.has(String(path[0])) ? [['for'], ['attempts']] : [path]);

const inOwn = (check: AnyEntry, path: Path, search: Search): Provenance | undefined => {
  const rivals = rivalsOf(path);
  const overrides = valueAt(check.value, ['overrides']);
  const here = inEnvironment(search.environment);
  const last = isList(overrides) ? overrides.findLast((one) => here(one) && rivals.some((rival) => setsValue(one, rival))) : undefined;
  const said = rivals.find((rival) => last !== undefined && setsValue(last, rival));
  if (said !== undefined) return overridden(check, said, (one) => one === last);
  return rivals.map((rival) => written(check, rival)).find((one) => one !== undefined);
};

const inCheck = (check: AnyEntry, path: Path, search: Search): Provenance | undefined => {
  const own = inOwn(check, path, search);
  if (own !== undefined) return own;
  const limits = limitsAt(check, path, search);
  if (limits !== undefined)
    return inThreshold(limits.threshold, limits.path, search) ?? { span: limits.threshold.locate([]), from: 'definition' };
  const [head] = path;
  if (patience.has(String(head))) return inThresholds(check, path, search);
  const { settings } = search.definitions;
  return head === 'every' && settings.value.every !== undefined ? { span: settings.locate(['every']), from: 'settings' } : undefined;
};

const inEntry = (kind: DefinitionKind, entry: AnyEntry, path: Path, search: Search): Provenance | undefined => {
  if (kind === 'checks') return inCheck(entry, path, search);
  if (kind === 'thresholds') return inThreshold(entry, path[0] === 'limits' ? path.slice(1) : path, search);
  return overridden(entry, path, inEnvironment(search.environment)) ?? written(entry, path);
};

/** A dotted path; a number is an index where it stands for a place in a list. */
export const pathOf = (field: string | undefined, value: unknown): Path =>
  field === undefined || field === ''
    ? []
    : field
        .split('.')
        .reduce<Path>((path, step) => [...path, isList(valueAt(value, path)) && /^\d+$/.test(step) ? Number(step) : step], []);

/** A host's id and those of its groups, by which overrides name it. */
export const aboutHost =
  (model: Model) =>
  (id: string): ReadonlySet<string> =>
    new Set([id, ...(hostsById(model).get(id)?.groups ?? [])]);

const hostsById = oncePer(({ hosts }: Model): ReadonlyMap<string, ModelHost> => new Map(hosts.map((host) => [host.id, host])));

/** Finds where the effective values of one environment were written. */
export const provenanceOf = ({ definitions }: { readonly definitions?: Definitions }, model: Model): ProvenanceFinder => {
  const { environment } = model;
  const about = aboutHost(model);
  const find = ({ kind, id, field, host }: Origin): Provenance | undefined => {
    const entry = definitions && entryOf(definitions, kind, id);
    if (definitions === undefined || entry === undefined) return undefined;
    const path = pathOf(field, entry.value);
    if (path.length === 0) return { span: entry.locate([]), from: 'definition' };
    const search = { definitions, environment, ...(host === undefined ? {} : { about: about(host) }) };
    return inEntry(kind, entry, path, search) ?? { span: entry.locate([]), from: 'built-in' };
  };
  return { find, locate: (origin) => find(origin)?.span };
};
