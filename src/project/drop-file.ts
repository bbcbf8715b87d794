import { dropFileUnusable } from '../diagnostics/codes/plm464-drop-file-unusable.ts';
import { undeclaredDropFile } from '../diagnostics/codes/plm465-undeclared-drop-file.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortedBy } from '../base/compare.ts';
import { options as gangliaOptions, type Options } from '../emitters/ganglia/options.ts';
import type { Seen } from '../host/host.ts';
import type { Model } from '../model/model.ts';
import { hasErrors, type ProjectContext } from './context.ts';
import { countLines, type DropFileText, readDropFile } from './drop-file-lines.ts';
import { unknownNames } from './names.ts';
import type { DropFileOptions, DropFileResult } from './types.ts';

/** What was read, so that findings can be shown in it. */
export interface LintedDropFile extends DropFileResult {
  readonly text?: string;
}

interface Asked {
  /** Path as the estate shows it. */
  readonly file: string;
  /** Name of the drop file, without `.drop`. */
  readonly name: string;
  readonly seen: Seen;
}

const unusable = (seen: Seen, { maxFileBytes }: Options): { readonly reason: string; readonly help: string } | undefined => {
  switch (seen.kind) {
    case 'missing':
      return { reason: 'it does not exist', help: 'name a file that exists' };
    case 'other':
      return { reason: 'it is not a regular file', help: 'write a plain file; links, pipes and folders are not followed' };
    case 'unreadable':
      return { reason: 'it is not readable', help: 'let the user of the collector read it, with mode 0640 and a shared group' };
    case 'file':
      if (seen.links !== 1) return { reason: 'it has more than one name (hard link)', help: 'write a file of its own, then rename it' };
      if (seen.bytes <= maxFileBytes) return undefined;
      return { reason: `it is larger than ${maxFileBytes} bytes`, help: 'write less, or raise `maxFileBytes` of the target `ganglia`' };
  }
};

const tooLong = (bytes: string, { maxLines }: Options): { readonly reason: string; readonly help: string } | undefined =>
  countLines(bytes) > maxLines
    ? { reason: `it has more than ${maxLines} lines`, help: 'write each key once, or raise `maxLines` of the target `ganglia`' }
    : undefined;

const contentOf = ({ seen, file }: Asked): DropFileText => {
  const content = seen.kind === 'file' ? seen.content : new Uint8Array();
  return { file, bytes: new TextDecoder('latin1').decode(content), text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(content) };
};

const lintFor = (model: Model, asked: Asked): DropFileResult => {
  const { file, name, seen } = asked;
  const diagnostics: Diagnostic[] = [];
  const options = gangliaOptions.parse(model.targets['ganglia'] ?? {});
  const metrics = new Map(model.metrics.flatMap((metric) => (metric.source.dropFile === undefined ? [] : [[metric.id, metric] as const])));
  const known = [...new Set([...metrics.values()].map(({ source }) => source.dropFile ?? ''))];
  const content = contentOf(asked);
  const problem = unusable(seen, options) ?? tooLong(content.bytes, options);
  if (problem !== undefined) return { diagnostics: [dropFileUnusable(problem, { file, start: 0, end: 0 })], values: {} };
  if (!known.includes(name)) return { diagnostics: [undeclaredDropFile({ name, known }, { file, start: 0, end: 0 })], values: {} };
  const values = readDropFile(content, { name, metrics, report: (diagnostic) => void diagnostics.push(diagnostic) });
  return { diagnostics, values: Object.fromEntries(sortedBy(values, ([key]) => key)) };
};

/** Equal findings of several environments are one. */
const distinct = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => [
  ...new Map(diagnostics.map((one) => [`${one.code} ${one.span?.start} ${one.message}`, one])).values(),
];

const nameOf = (file: string, given: string | undefined): string | undefined => given ?? /([^/]+)\.drop$/.exec(file)?.[1];

const largestCap = 16_777_216;

/** Reads a file as the collector would, by the definitions of the estate; nothing is written. */
export const lintDropFile = async (context: ProjectContext, file: string, asked: DropFileOptions): Promise<LintedDropFile> => {
  const compilation = await context.compile();
  const estate = [...compilation.diagnostics.filter(({ severity }) => severity === 'error'), ...unknownNames(compilation, asked)];
  if (hasErrors(estate)) return { diagnostics: estate, values: {} };
  const name = nameOf(file, asked.name);
  if (name === undefined) {
    const help = 'name the file `NAME.drop`, or say which drop file it will be with `--name NAME`';
    return { diagnostics: [dropFileUnusable({ reason: 'its name does not end in `.drop`', help })], values: {} };
  }
  const seen = context.host.lookAt(file.startsWith('/') ? file : `${context.root}/${file}`, largestCap);
  const models = compilation.models.filter(({ environment }) => environment === (asked.environment ?? environment));
  const results = models.map((model) => lintFor(model, { file, name, seen }));
  return {
    diagnostics: distinct(results.flatMap(({ diagnostics }) => diagnostics)),
    values: results[0]?.values ?? {},
    text: contentOf({ file, name, seen }).text,
  };
};
