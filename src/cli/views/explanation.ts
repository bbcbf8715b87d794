import { unreachable } from '../../base/invariant.ts';
import { visible } from '../../diagnostics/render/visible.ts';
import type {
  DefinitionExplanation,
  EffectiveValue,
  ExplainedCommand,
  ExplainedQuery,
  ExplainedRoute,
  ExplainedUse,
  Explanation,
  GeneratedObject,
  LineExplanation,
  LineOrigin,
  UnknownExplanation,
  ValueLayer,
} from '../../project/explain-types.ts';
import type { Place } from '../../project/types.ts';
import { singularOf } from '../kinds.ts';
import { aligned, linesText } from '../text.ts';

interface InEnvironment {
  readonly environment: string;
}

interface Shared<T> {
  readonly item: T;
  readonly environments: readonly string[];
}

/** Items that are the same in several environments, once, with the environments they hold in. */
const shared = <T extends InEnvironment>(items: readonly T[], key: (item: T) => string): readonly Shared<T>[] => {
  const groups = new Map<string, Shared<T>>();
  for (const item of items) {
    const known = groups.get(key(item));
    groups.set(key(item), { item: known?.item ?? item, environments: [...(known?.environments ?? []), item.environment] });
  }
  return [...groups.values()];
};

/** All of an item but its environment. */
const apart = (item: InEnvironment): string => JSON.stringify({ ...item, environment: '' });

const environmentsOf = ({ values, objects, routes, uses }: DefinitionExplanation): number =>
  new Set([...values, ...objects, ...routes, ...uses].map(({ environment }) => environment)).size;

/** Which environments something holds in; nothing when it holds in all. */
const within = ({ environments }: { readonly environments: readonly string[] }, all: number): string =>
  environments.length === all ? '' : `in ${environments.join(', ')}`;

const sourceWords = {
  definition: '',
  default: 'from the defaults of the folder',
  override: 'by an override',
  settings: 'from the settings',
  derived: 'follows from this',
  'built-in': 'built in',
} as const;

const place = ({ file, line, column }: Place, prefix: string): string => visible(`${prefix}${file}:${line}:${column}`);

const fewHosts = (hosts: readonly string[]): string =>
  hosts.length <= 4 ? hosts.join(', ') : `${hosts.slice(0, 3).join(', ')} and ${hosts.length - 3} more`;

const layerNotes = ({ from, key, on, environment, why, until }: ValueLayer): string => {
  const about = [...(on === undefined ? [] : [`on ${fewHosts(on)}`]), ...(environment === undefined ? [] : [`in ${environment}`])].join(
    ' ',
  );
  const words = from === 'override' && about !== '' ? `by an override ${about}` : sourceWords[from];
  return [
    words,
    key === undefined ? '' : `says ${key}`,
    until === undefined ? '' : `until ${until}`,
    why === undefined ? '' : `“${visible(why.replaceAll(/\s+/g, ' ').trim())}”`,
  ]
    .filter((note) => note !== '')
    .join(', ');
};

/** What decides stands on the value's own line; below it, what would decide without it, nearest first. */
const overruled = (chain: readonly ValueLayer[], prefix: string): readonly (readonly string[])[] =>
  chain
    .filter(({ wins }) => !wins)
    .toReversed()
    .map((layer) => ['', `  instead of ${visible(layer.value)}`, place(layer, prefix), layerNotes(layer)]);

const valueNotes = ({ item, ...group }: Shared<EffectiveValue>, all: number): string => {
  const winner = item.chain.find(({ wins }) => wins);
  const how = item.from === 'override' && winner !== undefined ? layerNotes(winner) : sourceWords[item.from];
  return [item.hosts === undefined ? '' : `on ${fewHosts(item.hosts)}`, how, within(group, all)].filter((note) => note !== '').join(', ');
};

const valueLines = (values: readonly EffectiveValue[], all: number, prefix: string): readonly string[] =>
  aligned(
    shared(values, apart).flatMap((group) => {
      const { item } = group;
      const row = [
        `  ${visible(item.field)}`,
        visible(item.value),
        item.from === 'built-in' ? '' : place(item, prefix),
        valueNotes(group, all),
      ];
      return [row, ...overruled(item.chain, prefix)];
    }),
  );

const objectLines = (objects: readonly GeneratedObject[]): readonly string[] =>
  objects.flatMap(({ artifact, firstLine, lastLine, text }) => [
    `  ${visible(artifact)}:${firstLine === lastLine ? firstLine : `${firstLine}-${lastLine}`}`,
    ...text
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => `    ${visible(line.replaceAll('\t', '  '))}`.trimEnd()),
  ]);

/** A word of an argv as it would have to be typed; only for reading. */
const typed = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

const commandLines = (commands: readonly ExplainedCommand[], all: number): readonly string[] =>
  aligned(
    shared(commands, ({ emitter, runs, argv }) => JSON.stringify([emitter, runs, argv])).map((group) => [
      `  ${group.item.emitter}${group.item.runs === 'host' ? ' on the host' : ''}`,
      visible(group.item.argv.map(typed).join(' ')),
      within(group, all),
    ]),
  );

const queryNotes = ({ item, ...group }: Shared<ExplainedQuery>, all: number): string => {
  const notes = [item.labels, item.for === undefined ? '' : `for ${item.for}`, within(group, all)].filter((note) => note !== '');
  return notes.length === 0 ? '' : `  ${visible(notes.join(', '))}`;
};

/** Twins of an alert have its expression: it is written once. */
const queryLines = (queries: readonly ExplainedQuery[], all: number): readonly string[] => {
  const groups = shared(queries, apart);
  return groups.flatMap((group, at) => {
    const { kind, name, expr } = group.item;
    const twin = groups.slice(0, at).find(({ item }) => item.expr === expr && item.name === name)?.item;
    const lines = twin !== undefined ? [`as that with ${twin.labels}`] : expr.replace(/\n$/, '').split('\n');
    return [`  ${kind} ${visible(name)}${queryNotes(group, all)}`, ...lines.map((line) => `    ${visible(line)}`)];
  });
};

const levelWords = { critical: 'critical', warning: 'warning', unknown: 'no answer' } as const;

const routeLines = (routes: readonly ExplainedRoute[], all: number): readonly string[] =>
  shared(routes, apart).flatMap((group) => {
    const { level, at, steps, quiet } = group.item;
    const where = [at ?? '', within(group, all)].filter((note) => note !== '').join(', ');
    return [
      `  ${levelWords[level]}${where === '' ? '' : ` (${visible(where)})`}:`,
      ...(steps.length === 0 ? ['    nobody'] : steps.map((step) => `    ${visible(step)}`)),
      ...quiet.map((sentence) => `      ${visible(sentence)}`),
    ];
  });

const useLines = (uses: readonly ExplainedUse[], all: number, prefix: string): readonly string[] =>
  aligned(
    shared(uses, apart).map((group) => {
      const { kind, id, how } = group.item;
      return [`  ${singularOf(kind)} ${visible(id)}`, visible(how), place(group.item, prefix), within(group, all)];
    }),
  );

const section = (title: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : ['', `${title}:`, ...lines]);

const definitionText = (explanation: DefinitionExplanation, prefix: string): string => {
  const { definition, values, objects, commands, queries, routes, uses, also } = explanation;
  const all = environmentsOf(explanation);
  return linesText([
    `${singularOf(definition.kind)} ${definition.id}  ${visible(`${prefix}${definition.file}:${definition.line}:${definition.column}`)}`,
    ...(definition.summary === '' ? [] : [`  ${visible(definition.summary)}`]),
    ...(also.length === 0 ? [] : [`  Its id is used again: ${also.map((one) => `\`plimsoll explain ${one}\``).join(', ')}`]),
    ...section('Values', valueLines(values, all, prefix)),
    ...section('Commands', commandLines(commands, all)),
    ...section('Queries', queryLines(queries, all)),
    ...section('Told', routeLines(routes, all)),
    ...section('Used by', useLines(uses, all, prefix)),
    ...section('Generated', objectLines(objects)),
  ]);
};

const originText = ({ kind, id, field, host, from, why, ...at }: LineOrigin, prefix: string): readonly string[] => {
  const what = `${singularOf(kind)} ${visible(id)}${field === undefined ? '' : `, ${visible(field)}`}${host === undefined ? '' : `, on ${visible(host)}`}`;
  const how = sourceWords[from];
  return [
    `comes from ${what}`,
    `  ${place(at, prefix)}${how === '' ? '' : `  ${how}`}`,
    ...(why === undefined ? [] : [`  ${visible(why)}`]),
  ];
};

const lineText = ({ artifact, line, text, origin, whole }: LineExplanation, prefix: string): string =>
  linesText([
    `${visible(artifact)}:${line}`,
    `  ${visible(text.replaceAll('\t', '  '))}`.trimEnd(),
    ...(origin === undefined ? [] : originText(origin, prefix)),
    ...(whole === undefined ? [] : [visible(whole)]),
  ]);

const unknownText = ({ query, suggestions }: UnknownExplanation): string => {
  if (/^PLM\d+$/.test(query)) return `plimsoll explain: there is no diagnostic code \`${query}\`.\n`;
  if (/:\d+$/.test(query)) return `plimsoll explain: there is no generated line \`${visible(query)}\`; \`plimsoll build\` writes them.\n`;
  const near = suggestions.length === 0 ? '' : ` Did you mean ${suggestions.map((one) => `\`${visible(one)}\``).join(' or ')}?`;
  return `plimsoll explain: nothing here is called \`${visible(query)}\`.${near}\n\`plimsoll list\` shows what there is.\n`;
};

/** An explanation as a person reads it. `prefix` leads from where they stand to the estate. */
export const explanationText = (explanation: Explanation, prefix: string): string => {
  switch (explanation.kind) {
    case 'code':
      return explanation.text;
    case 'definition':
      return definitionText(explanation, prefix);
    case 'line':
      return lineText(explanation, prefix);
    case 'unknown':
      return unknownText(explanation);
    case 'no-time':
      return `plimsoll explain: \`${visible(explanation.at)}\` is no time; write it like 2026-11-25T03:00, or with an offset, 2026-11-25T03:00Z.\n`;
    default:
      return unreachable(explanation);
  }
};
