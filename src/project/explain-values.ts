import { isMap } from '../base/data.ts';
import type { Compilation } from '../compiler/compile.ts';
import type { Entry } from '../compiler/definitions.ts';
import { chainOf, type SayingLayer } from '../compiler/provenance-chain.ts';
import { type Provenance, provenanceOf } from '../compiler/provenance.ts';
import { placesIn } from '../diagnostics/render/place.ts';
import type { Span } from '../diagnostics/span.ts';
import type { DefinitionKind, Model, Origin } from '../model/model.ts';
import { effectiveValues, type NamedValue } from './effective-values.ts';
import type { EffectiveValue, ValueLayer, ValueSource } from './explain-types.ts';

/** Fields that follow from another one, or from what other definitions say, when nobody writes them. */
const derivedFrom: Readonly<Partial<Record<DefinitionKind, Readonly<Record<string, string>>>>> = {
  checks: { hosts: 'on', metric: 'threshold', retry: 'every', attempts: 'for', for: 'attempts' },
  groups: { hosts: '' },
  hosts: { groups: '' },
};

export interface Explained {
  readonly kind: DefinitionKind;
  readonly entry: Entry<unknown>;
}

interface Decided {
  readonly span: Span;
  readonly from: ValueSource;
  readonly chain: readonly SayingLayer[];
  readonly winner?: SayingLayer;
}

const textOf = (value: unknown): string => (isMap(value) || Array.isArray(value) ? JSON.stringify(value) : String(value));

const isSame = (a: Span, b: Span): boolean => a.file === b.file && a.start === b.start;

const flatText = (text: unknown): string => String(text).replaceAll(/\s+/g, ' ').trim();

/** A reason is a threshold's own, or that of one of its overrides: it is found by its words. */
const reasonAt = ({ threshold = '', value }: NamedValue, { definitions }: Compilation): Provenance | undefined => {
  const entry = definitions?.thresholds.get(threshold);
  if (entry === undefined) return undefined;
  if (flatText(entry.value.why) === value) return { span: entry.locate(['why']), from: entry.from(['why']) };
  const index = (entry.value.overrides ?? []).findIndex(({ why }) => flatText(why) === value);
  return { span: entry.locate(index < 0 ? ['why'] : ['overrides', index, 'why']), from: 'override' };
};

/** A receiver is replaced whole. */
const chainField = (kind: DefinitionKind, field: string): string =>
  kind === 'teams' && field.startsWith('receivers.') ? field.split('.').slice(0, 2).join('.') : field;

/** A threshold by itself is about no host: only overrides for all hosts decide its values. */
const hostOf = (kind: DefinitionKind, { hosts }: NamedValue): string | undefined => (kind === 'thresholds' ? '' : hosts?.[0]);

const decided = (named: NamedValue, { kind, entry }: Explained, { model, compilation }: In): Decided => {
  const { find } = provenanceOf(compilation, model);
  const reason = named.threshold === undefined ? undefined : reasonAt(named, compilation);
  if (reason !== undefined) return { ...reason, chain: [] };
  const host = hostOf(kind, named);
  const origin = (field: string): Origin => ({ kind, id: entry.id, field, ...(host !== undefined && { host }) });
  const chain = chainOf(compilation, model)(origin(chainField(kind, named.field)));
  const direct: Provenance = find(origin(named.field)) ?? { span: entry.locate([]), from: 'built-in' };
  const winner = chain.find(({ span }) => isSame(span, direct.span)) ?? chain.at(-1);
  const said = winner === undefined ? { chain } : { chain, winner };
  if (winner?.key !== undefined) return { span: winner.span, from: 'derived', ...said };
  const source = direct.from === 'built-in' ? derivedFrom[kind]?.[named.field] : undefined;
  const below = source === undefined ? undefined : find(origin(source));
  return below === undefined || below.from === 'built-in' ? { ...direct, ...said } : { span: below.span, from: 'derived', ...said };
};

interface In {
  readonly model: Model;
  readonly compilation: Compilation;
}

const layerOf = ({ value, ...layer }: SayingLayer, wins: boolean, places: ReturnType<typeof placesIn>): ValueLayer => {
  const { span, ...rest } = layer;
  const { file, line, column } = places(span);
  return { ...rest, value: textOf(value), file, line, column, wins };
};

/** Every effective value of a definition in one environment, with each place that has a say in it. */
export const valuesIn = (explained: Explained, within: In): readonly EffectiveValue[] => {
  const { kind, entry } = explained;
  const { model, compilation } = within;
  const places = placesIn(compilation.texts);
  return effectiveValues(kind, entry.id, { model, written: entry.value }).map((named) => {
    const { span, from, chain, winner } = decided(named, explained, within);
    const { file, line, column } = places(span);
    return {
      environment: model.environment,
      field: named.field,
      value: kind === 'thresholds' && winner?.from === 'override' ? textOf(winner.value) : named.value,
      ...(named.hosts !== undefined && { hosts: named.hosts }),
      file,
      line,
      column,
      from,
      chain: chain.map((layer) => layerOf(layer, layer === winner, places)),
    };
  });
};
