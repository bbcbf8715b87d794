import { unreachable } from '../../base/invariant.ts';
import { visible } from '../../diagnostics/render/visible.ts';
import type {
  DefinitionExplanation,
  EffectiveValue,
  ExplainedCommand,
  ExplainedRoute,
  Explanation,
  GeneratedObject,
  LineExplanation,
  UnknownExplanation,
} from '../../project/types.ts';
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

const environmentsOf = ({ values, objects, commands, routes }: DefinitionExplanation): number =>
  new Set([...values, ...objects, ...commands, ...routes].map(({ environment }) => environment)).size;

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

const place = ({ file, line, column }: EffectiveValue, prefix: string): string => visible(`${prefix}${file}:${line}:${column}`);

const valueLines = (values: readonly EffectiveValue[], all: number, prefix: string): readonly string[] =>
  aligned(
    shared(values, ({ field, value, file, line, column, from }) => JSON.stringify([field, value, file, line, column, from])).map(
      (group) => {
        const { item } = group;
        const notes = [sourceWords[item.from], within(group, all)].filter((note) => note !== '').join(', ');
        return [`  ${visible(item.field)}`, visible(item.value), item.from === 'built-in' ? '' : place(item, prefix), notes];
      },
    ),
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
    shared(commands, ({ emitter, argv }) => JSON.stringify([emitter, argv])).map((group) => [
      `  ${group.item.emitter}`,
      visible(group.item.argv.map(typed).join(' ')),
      within(group, all),
    ]),
  );

const routeLines = (routes: readonly ExplainedRoute[], all: number): readonly string[] =>
  shared(routes, ({ level, steps }) => JSON.stringify([level, steps])).flatMap((group) => {
    const where = within(group, all);
    const title = `  ${group.item.level}${where === '' ? '' : ` (${where})`}:`;
    return [title, ...(group.item.steps.length === 0 ? ['    tells nobody'] : group.item.steps.map((step) => `    ${visible(step)}`))];
  });

const section = (title: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : ['', `${title}:`, ...lines]);

const definitionText = (explanation: DefinitionExplanation, prefix: string): string => {
  const { definition, values, objects, commands, routes, also } = explanation;
  const all = environmentsOf(explanation);
  return linesText([
    `${singularOf(definition.kind)} ${definition.id}  ${visible(`${prefix}${definition.file}:${definition.line}:${definition.column}`)}`,
    ...(definition.summary === '' ? [] : [`  ${visible(definition.summary)}`]),
    ...(also.length === 0 ? [] : [`  Its id is used again: ${also.map((one) => `\`plimsoll explain ${one}\``).join(', ')}`]),
    ...section('Values', valueLines(values, all, prefix)),
    ...section('Commands', commandLines(commands, all)),
    ...section('Told', routeLines(routes, all)),
    ...section('Generated', objectLines(objects)),
  ]);
};

const lineText = ({ artifact, line, text, origin }: LineExplanation, prefix: string): string => {
  const shown = [`${visible(artifact)}:${line}`, `  ${visible(text.replaceAll('\t', '  '))}`.trimEnd()];
  if (origin === undefined) return linesText([...shown, 'comes from no single definition: it belongs to the file as a whole.']);
  const field = origin.field === undefined ? '' : `, ${visible(origin.field)}`;
  const at = visible(`${prefix}${origin.file}:${origin.line}:${origin.column}`);
  return linesText([...shown, `comes from ${singularOf(origin.kind)} ${visible(origin.id)}${field}`, `  ${at}`]);
};

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
    default:
      return unreachable(explanation);
  }
};
