import { suggest } from '../base/suggest.ts';
import type { Compilation } from '../compiler/compile.ts';
import type { Entry } from '../compiler/definitions.ts';
import { placesIn } from '../diagnostics/render/place.ts';
import { codes } from '../diagnostics/registry.ts';
import { type Check, type DefinitionKind, definitionKinds, type Model, type Origin } from '../model/model.ts';
import { parseTime, type WrittenTime } from '../model/moment.ts';
import type { ProjectContext } from './context.ts';
import { lineExplainer } from './explain-line.ts';
import { commandsOf, objectsOf, queriesOf } from './explain-objects.ts';
import { routesOf } from './explain-routes.ts';
import type { DefinitionExplanation, ExplainOptions, Explanation } from './explain-types.ts';
import { usesOf } from './explain-uses.ts';
import { valuesIn } from './explain-values.ts';
import { definedAt, entriesOf } from './list.ts';
import { unknownNames } from './names.ts';
import { explainCode } from './pages.ts';
import type { Findings } from './types.ts';

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

const isUsedBy =
  (threshold: string) =>
  ({ subject }: Check): boolean =>
    (subject.kind === 'threshold' && subject.threshold === threshold) ||
    (subject.kind === 'probe' && subject.thresholds.some((one) => one.threshold === threshold));

/** What is generated is made from checks: a threshold's objects are those of the checks that use it. */
const madeFrom = ({ kind, entry }: Found, { checks }: Model): readonly Origin[] => {
  const own: Origin = { kind, id: entry.id };
  return kind === 'thresholds' ? [own, ...checks.filter(isUsedBy(entry.id)).map(({ id }): Origin => ({ kind: 'checks', id }))] : [own];
};

interface Question {
  readonly models: readonly Model[];
  readonly context: ProjectContext;
  readonly compilation: Compilation;
  readonly at?: WrittenTime;
}

const explainDefinition = async (found: Found, question: Question): Promise<Omit<DefinitionExplanation, 'also'>> => {
  const { models, context, compilation, at } = question;
  const { kind, entry } = found;
  const objects = models.flatMap((model) => objectsOf(madeFrom(found, model), model, context, compilation));
  const queries = await queriesOf(objects);
  const route = { zone: compilation.definitions?.settings.value.zone ?? 'UTC', objects, queries, ...(at !== undefined && { at }) };
  return {
    kind: 'definition',
    definition: definedAt(kind, entry, placesIn(compilation.texts)),
    values: models.flatMap((model) => valuesIn(found, { model, compilation })),
    commands: commandsOf(objects),
    queries,
    routes: kind === 'checks' ? models.flatMap((model) => routesOf(entry.id, model, route)) : [],
    uses: models.flatMap((model) => usesOf({ kind, id: entry.id }, model, compilation)),
    objects,
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

const explainDefined = async (query: string, question: Question): Promise<Explanation> => {
  const { compilation } = question;
  const found = find(compilation, query);
  if (found === undefined) return { kind: 'unknown', query, suggestions: suggestions(compilation, query) };
  return { ...(await explainDefinition(found, question)), also: namesakes(compilation, found) };
};

/** What a definition comes to, where a generated line comes from, or what a code means. */
export const explain = async (
  query: string,
  options: ExplainOptions,
  context: ProjectContext,
): Promise<Explanation & Partial<Findings>> => {
  const page = explainCode(context.host, codeOf(query));
  if (page.kind === 'code') return page;
  const at = options.at === undefined ? undefined : parseTime(options.at);
  if (options.at !== undefined && at === undefined) return { kind: 'no-time', at: options.at };
  const compilation = await context.compile();
  const diagnostics = [...compilation.diagnostics, ...unknownNames(compilation, options)];
  const models = compilation.models.filter(({ environment }) => environment === (options.environment ?? environment));
  const question = { models, context, compilation, ...(at !== undefined && { at }) };
  const explanation = lineExplainer(context, compilation)(query) ?? (await explainDefined(query, question));
  return { ...explanation, diagnostics };
};
