import type { Message } from 'esbuild';
import type { ImportGraph, Refusal } from './bundle-plugin.ts';
import type { BundleProblem, BundleProblemKind } from './host.ts';
import type { Modules } from './module-resolution.ts';

type Place = Pick<BundleProblem, 'file' | 'start' | 'end'>;
type Finding = Pick<BundleProblem, 'kind' | 'text' | 'known'>;

const prefix = 'estate:';
const encoder = new TextEncoder();

/** UTF-16 offset of the byte `column` of `line`. */
const characters = (line: string, column: number): number => new TextDecoder().decode(encoder.encode(line).subarray(0, column)).length;

/** esbuild counts lines from 1 and columns in bytes; it breaks lines where JavaScript does. */
const placeOf = ({ location }: Pick<Message, 'location'>, modules: Modules): Place | undefined => {
  if (location === null || !location.file.startsWith(prefix)) return undefined;
  const file = location.file.slice(prefix.length);
  const text = new TextDecoder().decode(modules.read(file) ?? new Uint8Array());
  const breaks = /\r\n|[\n\r\u2028\u2029]/g;
  let lineStart = 0;
  for (let line = 1; line < location.line && breaks.exec(text) !== null; line += 1) lineStart = breaks.lastIndex;
  const line = text.slice(lineStart);
  const start = lineStart + characters(line, location.column);
  const end = lineStart + characters(line, location.column + location.length);
  return { file, start, end };
};

const isRefusal = (detail: unknown): detail is Refusal => typeof detail === 'object' && detail !== null && 'specifier' in detail;

const quoted = (text: string): string => /"([^"]*)"/.exec(text.replace(/^.* for import /, ''))?.[1] ?? text;

const kindOf = ({ text, id }: Message): BundleProblemKind => {
  if (/top-level await/i.test(text)) return 'asynchronous';
  if (/^No matching export/.test(text) || id === 'import-is-undefined') return 'no-such-export';
  return id === 'duplicate-object-key' ? 'duplicate-key' : 'syntax';
};

const findingOf = (message: Message): Finding => {
  const detail: unknown = message.detail;
  if (isRefusal(detail)) return { kind: detail.kind, text: detail.specifier, known: detail.known };
  const kind = kindOf(message);
  return { kind, text: kind === 'syntax' || kind === 'asynchronous' ? message.text : quoted(message.text), known: [] };
};

const warningsThatFail = new Set(['duplicate-object-key', 'import-is-undefined']);

const importers = (graph: ImportGraph): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const [importer, imported] of graph) for (const path of imported) found.set(path, [...(found.get(path) ?? []), importer]);
  return found;
};

/** Everything that imports `file`, directly or not, and `file` itself. */
export const dependents = (graph: ImportGraph, file: string): ReadonlySet<string> => {
  const above = importers(graph);
  const found = new Set([file]);
  for (const path of found) for (const importer of above.get(path) ?? []) found.add(importer);
  return found;
};

export interface BuildContext {
  readonly entries: readonly string[];
  readonly modules: Modules;
  readonly graph: ImportGraph;
}

const isPackageFile = (file: string): boolean => file.startsWith('node_modules/') || file.includes('/node_modules/');

const problemOf = (message: Message, { entries, modules, graph }: BuildContext): readonly BundleProblem[] => {
  const place = placeOf(message, modules);
  if (place === undefined) return [];
  const reached = dependents(graph, place.file);
  const tainted = entries.filter((entry) => reached.has(entry));
  const finding = findingOf(message);
  if (tainted.length === 0 || (finding.kind === 'duplicate-key' && isPackageFile(place.file))) return [];
  const related = message.notes.map((note) => placeOf(note, modules)).find((found) => found !== undefined);
  return [{ ...finding, ...place, entries: tainted, ...(related === undefined ? {} : { related }) }];
};

/** What esbuild complains of, in the words of the estate; complaints about nothing in it are left out. */
export const problemsOf = (
  result: { errors: readonly Message[]; warnings: readonly Message[] },
  context: BuildContext,
): readonly BundleProblem[] =>
  [...result.errors, ...result.warnings.filter(({ id }) => warningsThatFail.has(id))].flatMap((message) => problemOf(message, context));
