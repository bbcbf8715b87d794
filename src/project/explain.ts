import { suggest } from '../base/suggest.ts';
import type { Compilation } from '../compiler/compile.ts';
import type { Entry } from '../compiler/definitions.ts';
import { provenanceOf } from '../compiler/provenance.ts';
import { placesIn } from '../diagnostics/render/place.ts';
import { codes } from '../diagnostics/registry.ts';
import type { Span } from '../diagnostics/span.ts';
import { type DefinitionKind, definitionKinds, type Model } from '../model/model.ts';
import type { ProjectContext } from './context.ts';
import { effectiveValues, type NamedValue } from './effective-values.ts';
import { explainLine } from './explain-line.ts';
import { commandsOf, objectsOf } from './explain-objects.ts';
import { routesOf } from './explain-routes.ts';
import { definedAt, entriesOf } from './list.ts';
import { unknownNames } from './names.ts';
import { explainCode } from './pages.ts';
import type { DefinitionExplanation, EffectiveValue, ExplainOptions, Explanation, Findings, ValueSource } from './types.ts';

interface Found {
  readonly kind: DefinitionKind;
  readonly entry: Entry<unknown>;
}

/** `kind:id`, or an id alone; checks come first when several kinds have it. */
const find = ({ definitions }: Compilation, query: string): Found | undefined => {
  if (definitions === undefined) return undefined;
  const [prefix = '', rest] = query.split(/:(.*)/s);
  const named = definitionKinds.find((kind) => kind === prefix || kind === `${prefix}s`);
  const kinds = named === undefined || rest === undefined ? definitionKinds.toReversed() : [named];
  const id = named === undefined ? query : (rest ?? query);
  for (const kind of kinds) {
    const entry = entriesOf(definitions, kind).find((one) => one.id === id);
    if (entry !== undefined) return { kind, entry };
  }
  return undefined;
};

/** Fields that nobody writes because they follow from another one, or from what other definitions say. */
const derivedFrom: Readonly<Partial<Record<DefinitionKind, Readonly<Record<string, string>>>>> = {
  checks: { hosts: 'on', metric: 'threshold' },
  groups: { hosts: '' },
  hosts: { groups: '' },
};

const valuesIn = ({ kind, entry }: Found, model: Model, compilation: Compilation): readonly EffectiveValue[] => {
  const { find: provenance } = provenanceOf(compilation, model);
  const places = placesIn(compilation.texts);
  const from = ({ field, host }: NamedValue): { readonly span: Span; readonly from: ValueSource } => {
    const direct = provenance({ kind, id: entry.id, field, ...(host !== undefined && { host }) }) ?? {
      span: entry.locate([]),
      from: 'built-in',
    };
    const source = derivedFrom[kind]?.[field];
    const origin = direct.from === 'built-in' && source !== undefined ? provenance({ kind, id: entry.id, field: source }) : undefined;
    return origin === undefined || origin.from === 'built-in' ? direct : { span: origin.span, from: 'derived' };
  };
  return effectiveValues(kind, entry.id, { model, written: entry.value }).map((named) => {
    const found = from(named);
    const { file, line, column } = places(found.span);
    return { environment: model.environment, field: named.field, value: named.value, file, line, column, from: found.from };
  });
};

const explainDefinition = (
  found: Found,
  models: readonly Model[],
  context: ProjectContext,
  compilation: Compilation,
): Omit<DefinitionExplanation, 'also'> => {
  const { kind, entry } = found;
  const origin = { kind, id: entry.id };
  const objects = models.flatMap((model) => objectsOf(origin, model, context, compilation));
  return {
    kind: 'definition',
    definition: definedAt(kind, entry, placesIn(compilation.texts)),
    values: models.flatMap((model) => valuesIn(found, model, compilation)),
    objects,
    commands: commandsOf(objects),
    routes: kind === 'checks' ? models.flatMap((model) => routesOf(entry.id, model)) : [],
  };
};

/** Definitions of other kinds with the same id, as they can be asked for. */
const namesakes = ({ definitions }: Compilation, { kind, entry }: Found): readonly string[] =>
  definitions === undefined
    ? []
    : definitionKinds
        .filter((other) => other !== kind && entriesOf(definitions, other).some(({ id }) => id === entry.id))
        .map((other) => `${other}:${entry.id}`);

const suggestions = ({ definitions }: Compilation, query: string): readonly string[] => {
  const ids = definitions === undefined ? [] : definitionKinds.flatMap((kind) => entriesOf(definitions, kind).map(({ id }) => id));
  return suggest(query, [...ids, ...codes.map(({ code }) => code)]);
};

/** A code may be given by its slug too. */
const codeOf = (query: string): string => codes.find(({ slug }) => slug === query)?.code ?? query;

const explainDefined = (query: string, models: readonly Model[], context: ProjectContext, compilation: Compilation): Explanation => {
  const found = find(compilation, query);
  if (found === undefined) return { kind: 'unknown', query, suggestions: suggestions(compilation, query) };
  return { ...explainDefinition(found, models, context, compilation), also: namesakes(compilation, found) };
};

/** What a definition comes to, where a generated line comes from, or what a code means. */
export const explain = async (
  query: string,
  options: ExplainOptions,
  context: ProjectContext,
): Promise<Explanation & Partial<Findings>> => {
  const page = explainCode(context.host, codeOf(query));
  if (page.kind === 'code') return page;
  const compilation = await context.compile();
  const diagnostics = [...compilation.diagnostics, ...unknownNames(compilation, options)];
  const models = compilation.models.filter(({ environment }) => environment === (options.environment ?? environment));
  const explanation = explainLine(query, context, compilation) ?? explainDefined(query, models, context, compilation);
  return { ...explanation, diagnostics };
};
