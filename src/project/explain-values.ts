import { isMap } from '../base/data.ts';
import type { Compilation } from '../compiler/compile.ts';
import type { Entry } from '../compiler/definitions.ts';
import { chainOf, type SayingLayer } from '../compiler/provenance-chain.ts';
import { type Provenance, provenanceOf } from '../compiler/provenance.ts';
import { placesIn } from '../diagnostics/render/place.ts';
import type { DefinitionKind, Model, Origin } from '../model/model.ts';
import { effectiveValues, type NamedValue } from './effective-values.ts';
import { type Decided, decidedAt } from './explain-decided.ts';
import type { EffectiveValue, ValueLayer } from './explain-types.ts';

export interface Explained {
  readonly kind: DefinitionKind;
  readonly entry: Entry<unknown>;
}

const textOf = (value: unknown): string => (isMap(value) || Array.isArray(value) ? JSON.stringify(value) : String(value));

const flatText = (text: unknown): string => String(text).replaceAll(/\s+/g, ' ').trim();

/** A reason is a threshold's own, or that of one of its overrides: it is found by its words. */
const reasonAt = ({ threshold = '', value }: NamedValue, { definitions }: Compilation): Provenance | undefined => {
  const entry = definitions?.thresholds.get(threshold);
  if (entry === undefined) return undefined;
  if (flatText(entry.value.why) === value) return { span: entry.locate(['why']), from: entry.from(['why']) };
  const index = (entry.value.overrides ?? []).findIndex(({ why }) => flatText(why) === value);
  return { span: entry.locate(index < 0 ? ['why'] : ['overrides', index, 'why']), from: 'override' };
};

/** A threshold by itself is about no host: only overrides for all hosts decide its values. */
const hostOf = (kind: DefinitionKind, { hosts }: NamedValue): string | undefined => (kind === 'thresholds' ? '' : hosts?.[0]);

const decided = (named: NamedValue, { kind, entry }: Explained, { model, compilation }: In): Decided => {
  const reason = named.threshold === undefined ? undefined : reasonAt(named, compilation);
  if (reason !== undefined) return { ...reason, chain: [] };
  const host = hostOf(kind, named);
  const origin: Origin = { kind, id: entry.id, field: named.field, ...(host !== undefined && { host }) };
  const look = { find: provenanceOf(compilation, model).find, chain: chainOf(compilation, model) };
  return decidedAt(origin, look) ?? { span: entry.locate([]), from: 'built-in', chain: [] };
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
