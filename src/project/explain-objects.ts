import { isList, isMap, own } from '../base/data.ts';
import type { Compilation } from '../compiler/compile.ts';
import type { Model, Origin } from '../model/model.ts';
import { hasErrors, type ProjectContext } from './context.ts';
import { emitArtifacts, emittersFor } from './emit.ts';
import type { ExplainedCommand, ExplainedQuery, GeneratedObject } from './explain-types.ts';

const keyOf = ({ kind, id }: Origin): string => `${kind} ${id}`;

/** Every generated block that comes from one of the definitions, generated afresh so that it is never stale. */
export const objectsOf = (
  origins: readonly Origin[],
  model: Model,
  context: ProjectContext,
  compilation: Compilation,
): readonly GeneratedObject[] => {
  if (hasErrors(compilation.diagnostics)) return [];
  const wanted = new Set(origins.map(keyOf));
  const { environment } = model;
  const unheard = () => undefined;
  const objects: GeneratedObject[] = [];
  for (const emitter of emittersFor(model))
    for (const { path, text, blocks } of emitArtifacts(emitter, model, {
      context,
      compilation,
      report: unheard,
      sawCheck: unheard,
      sawParity: unheard,
    })) {
      const mine = blocks.filter(({ origin }) => wanted.has(keyOf(origin)));
      if (mine.length === 0) continue;
      const lines = text.split('\n');
      for (const { first, last } of mine)
        objects.push({
          environment,
          artifact: `${environment}/${emitter.name}/${path}`,
          firstLine: first,
          lastLine: last,
          text: lines.slice(first - 1, last).join('\n'),
        });
    }
  return objects;
};

const serverCommand = /^\s*command_line\s+(.*)$/m;
const hostCommand = /^command\[[^\]]*\]=(.*)$/m;

/** Words of a command line as a shell would part them; quotes are taken off. */
const words = (line: string): readonly string[] =>
  [...line.matchAll(/(?:'[^']*'|\\.|"[^"]*"|[^\s'"\\])+/g)].map(([word]) => word.replaceAll(/'([^']*)'|"([^"]*)"|\\(.)/g, '$1$2$3'));

/** The argv that daemons will run, from the generated objects: Nagios itself, and its agent on the monitored hosts. */
export const commandsOf = (objects: readonly GeneratedObject[]): readonly ExplainedCommand[] =>
  objects.flatMap(({ environment, artifact, text }): readonly ExplainedCommand[] => {
    const emitter = artifact.split('/')[1] ?? '';
    const [server, host] = [serverCommand.exec(text)?.[1], hostCommand.exec(text)?.[1]];
    if (server !== undefined) return [{ environment, emitter, runs: 'server', argv: words(server) }];
    return host === undefined ? [] : [{ environment, emitter, runs: 'host', argv: words(host) }];
  });

/** Labels that say nothing a reader of the explanation does not know. */
const known = new Set(['check', 'team', 'urgency']);

const labelsText = (labels: unknown): string =>
  isMap(labels)
    ? Object.entries(labels)
        .filter(([name]) => !known.has(name))
        .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
        .join(', ')
    : '';

const ruleOf = (value: unknown, environment: string): readonly ExplainedQuery[] => {
  if (isList(value)) return value.flatMap((item) => ruleOf(item, environment));
  if (!isMap(value)) return [];
  const [alert, record, expr] = [own(value, 'alert'), own(value, 'record'), own(value, 'expr')];
  const name = alert ?? record;
  if (typeof name !== 'string' || expr === undefined) return Object.values(value).flatMap((item) => ruleOf(item, environment));
  const lasting = own(value, 'for');
  return [
    {
      environment,
      kind: alert === undefined ? 'record' : 'alert',
      name,
      labels: labelsText(own(value, 'labels')),
      expr: String(expr),
      ...(lasting !== undefined && { for: String(lasting) }),
    },
  ];
};

const isRules = ({ artifact }: GeneratedObject): boolean => /^[^/]+\/prometheus\/(?!tests\/).*\.ya?ml$/.test(artifact);

/** What Prometheus will evaluate, read from the generated rules. */
export const queriesOf = async (objects: readonly GeneratedObject[]): Promise<readonly ExplainedQuery[]> => {
  const rules = objects.filter(isRules);
  if (rules.length === 0) return [];
  const { parse } = await import('yaml');
  return rules.flatMap(({ environment, text }) => {
    // A block of a list keeps its indentation, and may begin within it: what cannot be read alone is no rule.
    try {
      return ruleOf(parse(text), environment);
    } catch {
      return [];
    }
  });
};
