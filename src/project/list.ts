import { placesIn } from '../diagnostics/render/place.ts';
import { isMap, own } from '../base/data.ts';
import type { Compilation } from '../compiler/compile.ts';
import type { Definitions, Entry } from '../compiler/definitions.ts';
import { type DefinitionKind, definitionKinds } from '../model/model.ts';
import type { DefinedAt } from './types.ts';

/** Every definition of a kind. */
export const entriesOf = (definitions: Definitions, kind: DefinitionKind): readonly Entry<unknown>[] =>
  kind === 'settings' ? [definitions.settings] : [...definitions[kind].values()];

/** A line about a definition: its `why`, its name or its address. */
export const summaryOf = (value: unknown): string => {
  const text = isMap(value) ? (own(value, 'why') ?? own(value, 'name') ?? own(value, 'address') ?? '') : '';
  return String(text).replaceAll(/\s+/g, ' ').trim();
};

/** Where an entry is defined, with a line about it. */
export const definedAt = (kind: DefinitionKind, entry: Entry<unknown>, places: ReturnType<typeof placesIn>): DefinedAt => {
  const { file, line, column } = places(entry.locate([]));
  return { kind, id: entry.id, file, line, column, summary: summaryOf(entry.value) };
};

/** How many valid definitions of each kind there are. */
export const countDefinitions = ({ definitions }: Compilation): ReadonlyMap<DefinitionKind, number> =>
  new Map(definitions && definitionKinds.map((kind) => [kind, entriesOf(definitions, kind).length]));

/** The valid definitions of an estate, by kind and id. */
export const listDefinitions = ({ definitions, texts }: Compilation, kind?: DefinitionKind): readonly DefinedAt[] => {
  if (definitions === undefined) return [];
  const places = placesIn(texts);
  const kinds = definitionKinds.filter((one) => one === (kind ?? one));
  return kinds.flatMap((one) => entriesOf(definitions, one).map((entry) => definedAt(one, entry, places)));
};
