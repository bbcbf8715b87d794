import { isList, isMap, own, valueAt } from '../base/data.ts';
import type { Span } from '../diagnostics/span.ts';
import { parseDuration } from '../model/duration.ts';
import type { DefinitionKind, Model, Origin } from '../model/model.ts';
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

type AnyEntry = Entry<unknown>;

const entryOf = (definitions: Definitions, kind: DefinitionKind, id: string): AnyEntry | undefined =>
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
  const index = overrides.findLastIndex((override) => holds(override) && valueAt(override, path) !== undefined);
  if (index < 0) return undefined;
  return { span: entry.locate(['overrides', index, ...path]), from: 'override', value: valueAt(overrides[index], path) };
};

const inEnvironment =
  (environment: string) =>
  (override: unknown): boolean => {
    const wanted = isMap(override) ? own(override, 'environment') : undefined;
    return wanted === undefined || wanted === environment;
  };

const withoutHosts = (override: unknown): boolean => isMap(override) && own(override, 'on') === undefined;

/** Fields that a check takes from its threshold when it does not set them itself. */
const patience = new Set(['for', 'attempts']);

interface Search {
  readonly definitions: Definitions;
  readonly environment: string;
  /** The host whose value it is, and the groups it is in. */
  readonly about?: ReadonlySet<string>;
}

/** Overrides that hold for the host in question; every one when none is. */
const forHost =
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
const limitsAt = (check: AnyEntry, path: Path, search: Search): { readonly threshold: AnyEntry; readonly path: Path } | undefined => {
  const at = path.indexOf('limits');
  if (at !== 0 && !(at === 2 && path[0] === 'thresholds')) return undefined;
  const threshold = thresholdAt(search, check, at === 0 ? ['threshold'] : path.slice(0, 2));
  return threshold && { threshold, path: path.slice(at + 1) };
};

const inThreshold = (threshold: AnyEntry, path: Path, search: Search): Written | undefined => {
  const here = inEnvironment(search.environment);
  const host = forHost(search);
  const isPatience = patience.has(String(path[0]));
  return overridden(threshold, path, (one) => here(one) && host(one) && (!isPatience || withoutHosts(one))) ?? written(threshold, path);
};

const thresholdsOf = ({ definitions }: Search, { value }: AnyEntry): readonly AnyEntry[] => {
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

const inCheck = (check: AnyEntry, path: Path, search: Search): Provenance | undefined => {
  const own = overridden(check, path, inEnvironment(search.environment)) ?? written(check, path);
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
const pathOf = (field: string | undefined, value: unknown): Path =>
  field === undefined || field === ''
    ? []
    : field
        .split('.')
        .reduce<Path>((path, step) => [...path, isList(valueAt(value, path)) && /^\d+$/.test(step) ? Number(step) : step], []);

/** Finds where the effective values of one environment were written. */
export const provenanceOf = ({ definitions }: { readonly definitions?: Definitions }, { environment, hosts }: Model): ProvenanceFinder => {
  const aboutHost = (id: string): ReadonlySet<string> => new Set([id, ...(hosts.find((host) => host.id === id)?.groups ?? [])]);
  const find = ({ kind, id, field, host }: Origin): Provenance | undefined => {
    const entry = definitions && entryOf(definitions, kind, id);
    if (definitions === undefined || entry === undefined) return undefined;
    const path = pathOf(field, entry.value);
    if (path.length === 0) return { span: entry.locate([]), from: 'definition' };
    const search = { definitions, environment, ...(host === undefined ? {} : { about: aboutHost(host) }) };
    return inEntry(kind, entry, path, search) ?? { span: entry.locate([]), from: 'built-in' };
  };
  return { find, locate: (origin) => find(origin)?.span };
};
