import type { Compilation } from '../compiler/compile.ts';
import type { Model, Origin } from '../model/model.ts';
import { hasErrors, type ProjectContext } from './context.ts';
import { emitFiles, emittersFor } from './emit.ts';
import { isOriginsPath, originsPath, parseOrigins } from './origins-file.ts';
import type { ExplainedCommand, GeneratedObject } from './types.ts';

interface Text {
  readonly path: string;
  readonly text: string;
}

const objectsIn = ({ path, text }: Text, origins: string, { kind, id }: Origin): readonly Omit<GeneratedObject, 'environment'>[] => {
  const mine = parseOrigins(origins).filter(({ origin }) => origin.kind === kind && origin.id === id);
  if (mine.length === 0) return [];
  const lines = text.split('\n');
  return mine.map(({ first, last }) => ({
    artifact: path,
    firstLine: first,
    lastLine: last,
    text: lines.slice(first - 1, last).join('\n'),
  }));
};

/** Every generated block that comes from a definition, generated afresh so that it is never stale. */
export const objectsOf = (origin: Origin, model: Model, context: ProjectContext, compilation: Compilation): readonly GeneratedObject[] => {
  if (hasErrors(compilation.diagnostics)) return [];
  return emittersFor(model).flatMap((emitter) => {
    const unheard = () => undefined;
    const files = [...emitFiles(emitter, model, { context, compilation, report: unheard, sawCheck: unheard, sawParity: unheard })];
    const texts = new Map(files.map(({ path, text }) => [path, text]));
    return files
      .filter(({ path }) => !isOriginsPath(path))
      .flatMap(({ path, text }) => objectsIn({ path, text }, texts.get(originsPath(path)) ?? '', origin))
      .map((object) => ({
        ...object,
        environment: model.environment,
        artifact: `${model.environment}/${emitter.name}/${object.artifact}`,
      }));
  });
};

const commandLine = /^\s*command_line\s+(.*)$/m;

/** Words of a command line as a shell would part them; quotes are taken off. */
const words = (line: string): readonly string[] =>
  [...line.matchAll(/(?:'[^']*'|\\.|"[^"]*"|[^\s'"\\])+/g)].map(([word]) => word.replaceAll(/'([^']*)'|"([^"]*)"|\\(.)/g, '$1$2$3'));

/** The argv that daemons will run, from the generated objects. */
export const commandsOf = (objects: readonly GeneratedObject[]): readonly ExplainedCommand[] =>
  objects.flatMap(({ environment, artifact, text }) => {
    const line = commandLine.exec(text)?.[1];
    return line === undefined ? [] : [{ environment, emitter: artifact.split('/')[1] ?? '', argv: words(line) }];
  });
