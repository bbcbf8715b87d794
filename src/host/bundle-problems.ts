import type { Message } from 'esbuild';
import type { Building, ImportGraph, Refusal } from './bundle-plugin.ts';
import type { BundleProblem, BundleProblemKind } from './host.ts';
import { isPackageFile, type Modules } from './module-resolution.ts';

type Place = Pick<BundleProblem, 'file' | 'start' | 'end'>;

/** A complaint of esbuild in the words of the estate, not yet laid to any entry. */
export type Complaint = Omit<BundleProblem, 'entries'>;

const prefix = 'estate:';
const encoder = new TextEncoder();

/** UTF-16 length of the first `bytes` bytes of `text`. */
const characters = (text: string, bytes: number): number => new TextDecoder().decode(encoder.encode(text).subarray(0, bytes)).length;

/** esbuild counts lines from 1 and columns in bytes; it breaks lines where JavaScript does. */
const placeOf = ({ location }: Pick<Message, 'location'>, modules: Modules): Place | undefined => {
  if (location === null || !location.file.startsWith(prefix)) return undefined;
  const file = location.file.slice(prefix.length);
  const text = modules.text(file);
  const breaks = /\r\n|[\n\r\u2028\u2029]/g;
  let lineStart = 0;
  for (let line = 1; line < location.line && breaks.exec(text) !== null; line += 1) lineStart = breaks.lastIndex;
  const line = text.slice(lineStart, lineStart + location.column + location.length);
  const start = lineStart + characters(line, location.column);
  return { file, start, end: lineStart + characters(line, location.column + location.length) };
};

const isRefusal = (detail: unknown): detail is Refusal => typeof detail === 'object' && detail !== null && 'specifier' in detail;

const kindOf = ({ text, id }: Message): BundleProblemKind => {
  if (/top-level await/i.test(text)) return 'asynchronous';
  return id === 'duplicate-object-key' ? 'duplicate-key' : 'syntax';
};

const findingOf = (message: Message): Pick<BundleProblem, 'kind' | 'text' | 'known'> => {
  const detail: unknown = message.detail;
  if (isRefusal(detail)) return { kind: detail.kind, text: detail.specifier, known: detail.known };
  const kind = kindOf(message);
  return { kind, text: (kind === 'duplicate-key' ? /"([^"]*)"/.exec(message.text)?.[1] : undefined) ?? message.text, known: [] };
};

/** What esbuild complains of; complaints about nothing in the estate are left out. */
export const complaintsOf = (messages: readonly Message[], modules: Modules): readonly Complaint[] =>
  messages.flatMap((message) => {
    const place = placeOf(message, modules);
    const finding = findingOf(message);
    if (place === undefined || (finding.kind === 'duplicate-key' && isPackageFile(place.file))) return [];
    const related = message.notes.map((note) => placeOf(note, modules)).find((found) => found !== undefined);
    return [{ ...finding, ...place, ...(related === undefined ? {} : { related }) }];
  });

/** Everything `entry` is made of, itself first. */
export const reachable = (graph: ImportGraph, entry: string): ReadonlySet<string> => {
  const found = new Set([entry]);
  for (const path of found) for (const imported of graph.get(path) ?? []) found.add(imported);
  return found;
};

/** What the module `path` requires from outside of itself; a package's files are one module. */
export const externalsOf = (graph: ImportGraph, path: string): ReadonlySet<string> => {
  if (!isPackageFile(path)) return graph.get(path) ?? new Set();
  const parts = [...reachable(graph, path)].filter(isPackageFile);
  return new Set(parts.flatMap((part) => [...(graph.get(part) ?? [])].filter((found) => !isPackageFile(found))));
};

const quotedAt = (text: string, specifier: string): number =>
  ["'", '"', '`'].map((quote) => text.indexOf(quote + specifier + quote)).find((at) => at !== -1) ?? -1;

/** A complaint about a package's file is shown where the estate imports the package. */
export const atImporter = (complaint: Complaint, { graph, specifiers, modules }: Building): Complaint => {
  if (!isPackageFile(complaint.file)) return complaint;
  for (const [importer, imported] of graph) {
    const path = isPackageFile(importer) ? undefined : [...imported].find((found) => reachable(graph, found).has(complaint.file));
    const specifier = path === undefined ? undefined : specifiers.get(`${importer}\n${path}`);
    const at = specifier === undefined ? -1 : quotedAt(modules.text(importer), specifier);
    if (specifier !== undefined && at !== -1) {
      const { related: _, ...rest } = complaint;
      return { ...rest, file: importer, start: at, end: at + specifier.length + 2, within: complaint.file };
    }
  }
  return complaint;
};
