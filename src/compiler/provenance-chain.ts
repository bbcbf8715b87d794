import { isList, isMap, own, valueAt } from '../base/data.ts';
import type { Span } from '../diagnostics/span.ts';
import type { Model, Origin } from '../model/model.ts';
import type { Definitions } from './definitions.ts';
import type { Path } from './load/document.ts';
import {
  aboutHost,
  type AnyEntry,
  countsFor,
  entryOf,
  inEnvironment,
  limitsAt,
  pathOf,
  patience,
  type Search,
  setsValue,
  thresholdsOf,
  type ValueSource,
} from './provenance.ts';

/** A place that has a say about a value, as its author wrote it. */
export interface SayingLayer {
  readonly from: ValueSource;
  readonly span: Span;
  readonly value: unknown;
  /** The key it says, where that is another one: `attempts` decides `for`. */
  readonly key?: string;
  /** Groups or hosts an override is for. */
  readonly on?: readonly string[];
  readonly environment?: string;
  /** Why an override is there. */
  readonly why?: string;
  readonly until?: string;
}

const textAt = (value: unknown, key: string): string | undefined => {
  const found = isMap(value) ? own(value, key) : undefined;
  return typeof found === 'string' ? found : undefined;
};

const listAt = (value: unknown, key: string): readonly string[] | undefined => {
  const found = isMap(value) ? own(value, key) : undefined;
  if (found === undefined) return undefined;
  return isList(found) ? found.map(String) : [String(found)];
};

const overrideLayer = (entry: AnyEntry, override: unknown, place: Path): SayingLayer => {
  const [on, environment] = [listAt(override, 'on'), textAt(override, 'environment')];
  const [why, until] = [textAt(override, 'why'), textAt(override, 'until')];
  return {
    from: 'override',
    span: entry.locate(place),
    value: valueAt(entry.value, place),
    ...(on !== undefined && { on }),
    ...(environment !== undefined && { environment }),
    ...(why !== undefined && { why }),
    ...(until !== undefined && { until }),
  };
};

/** The layers of one definition, weakest first: defaults, the definition, then the overrides that hold. */
const layersIn = (entry: AnyEntry, path: Path, holds: (override: unknown) => boolean): readonly SayingLayer[] => {
  const overrides = valueAt(entry.value, ['overrides']);
  const above = (isList(overrides) ? overrides : []).flatMap((override, index) =>
    holds(override) && setsValue(override, path) ? [overrideLayer(entry, override, ['overrides', index, ...path])] : [],
  );
  const below = entry.layers(path);
  return [...(path.length === 0 ? below.filter(({ from }) => from === 'definition') : below), ...above];
};

const inThreshold = (threshold: AnyEntry, path: Path, search: Search): readonly SayingLayer[] =>
  layersIn(threshold, path, countsFor(path, search));

const keyed = (key: string, asked: string, layers: readonly SayingLayer[]): readonly SayingLayer[] =>
  layers.map((layer) => (key === asked ? layer : { ...layer, key }));

const isOverride = ({ from }: SayingLayer): boolean => from === 'override';

/** `for` and `attempts` together: whichever is said last decides both. */
const patienceIn = (entry: AnyEntry, asked: string, layersOf: (path: Path) => readonly SayingLayer[]): readonly SayingLayer[] => {
  const said = [...patience].flatMap((key) => keyed(key, asked, layersOf([key])));
  const overrides = valueAt(entry.value, ['overrides']);
  const order = ({ span }: SayingLayer): number =>
    isList(overrides)
      ? overrides.findIndex((_, i) => [...patience].some((key) => entry.locate(['overrides', i, key]).start === span.start))
      : 0;
  const above = said.filter(isOverride).sort((a, b) => order(a) - order(b));
  return [...said.filter((layer) => !isOverride(layer)), ...above];
};

const inCheck = (check: AnyEntry, path: Path, search: Search): readonly SayingLayer[] => {
  const here = inEnvironment(search.environment);
  const limits = limitsAt(check, path, search);
  if (limits !== undefined) return inThreshold(limits.threshold, limits.path, search);
  const head = String(path[0]);
  if (path.length === 1 && patience.has(head)) {
    const below = thresholdsOf(search, check).flatMap((threshold) =>
      patienceIn(threshold, head, (one) => inThreshold(threshold, one, search)),
    );
    return [...below, ...patienceIn(check, head, (one) => layersIn(check, one, here))];
  }
  const { settings } = search.definitions;
  const below = head === 'every' ? settings.layers(['every']).map((layer) => ({ ...layer, from: 'settings' as const })) : [];
  return [...below, ...layersIn(check, path, here)];
};

const inEntry = ({ kind, id, field }: Origin, search: Search): readonly SayingLayer[] => {
  const entry = entryOf(search.definitions, kind, id);
  const path = entry === undefined ? [] : pathOf(field, entry.value);
  if (entry === undefined || path.length === 0) return [];
  if (kind === 'checks') return inCheck(entry, path, search);
  if (kind === 'thresholds') return inThreshold(entry, path[0] === 'limits' ? path.slice(1) : path, search);
  return layersIn(entry, path, inEnvironment(search.environment));
};

/** Finds every place that has a say about a value in one environment, weakest first; none for a value that is built in. */
export const chainOf = (
  { definitions }: { readonly definitions?: Definitions },
  model: Model,
): ((origin: Origin) => readonly SayingLayer[]) => {
  const about = aboutHost(model);
  return (origin) => {
    if (definitions === undefined) return [];
    const search = { definitions, environment: model.environment, ...(origin.host !== undefined && { about: about(origin.host) }) };
    return inEntry(origin, search);
  };
};
