import { compareText } from '../../base/compare.ts';
import type { Reuse } from '../../base/reuse.ts';
import { misplacedFile } from '../../diagnostics/codes/plm010-misplaced-file.ts';
import { unknownFile } from '../../diagnostics/codes/plm003-unknown-file.ts';
import { unreadableFile } from '../../diagnostics/codes/plm002-unreadable-file.ts';
import { wrongBuilder } from '../../diagnostics/codes/plm004-wrong-builder.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import type { Bundle, FileTree } from '../../host/host.ts';
import { oncePerTree } from '../../host/once-per-tree.ts';
import { decode } from './decode.ts';
import type { EvaluatedDocument, ParsedDocument, ParseResult } from './document.ts';
import { parseFileSd } from './file-sd.ts';
import { type FolderKind, folders, roleOf, type SourceForm, type SourceRole } from './folders.ts';
import { parseYaml } from './yaml/parse-yaml.ts';

/** One source file as data. */
export interface LoadedFile {
  readonly file: string;
  readonly role: 'settings' | 'definitions' | 'defaults';
  /** Absent for the settings. */
  readonly kind?: FolderKind;
  readonly document: ParsedDocument;
}

export interface LoadRequest {
  readonly tree: FileTree;
  readonly bundle: Bundle;
  /** What was made of the same files in another state of the estate. */
  readonly reuse: Reuse;
}

/** A file of which nothing is known but where it stands; what is wrong with it was reported. */
export interface UnreadFile {
  readonly file: string;
  readonly role: 'definitions' | 'defaults' | 'unknown';
  readonly kind: FolderKind;
}

export interface Loaded {
  readonly files: readonly LoadedFile[];
  readonly unread: readonly UnreadFile[];
  /** The text of every file that was read, for code frames. */
  readonly texts: ReadonlyMap<string, string>;
}

interface Source {
  readonly file: string;
  readonly role: SourceRole;
}

const nameOf = ({ file }: Source): string => file;

const sourcesOf = (tree: FileTree): readonly Source[] =>
  tree
    .list()
    .flatMap((file) => {
      const role = roleOf(file);
      return role === undefined ? [] : [{ file, role }];
    })
    .sort((a, b) => compareText(a.file, b.file));

const formOf = (role: SourceRole): SourceForm => ('form' in role ? role.form : 'yaml');

const readText = (file: string, tree: FileTree, report: Report): string | undefined => {
  const bytes = tree.read(file);
  if (bytes === undefined) {
    report(unreadableFile({ file }, { file, start: 0, end: 0 }));
    return undefined;
  }
  const { text, diagnostics } = decode(file, bytes);
  diagnostics.forEach(report);
  return text;
};

/** Says of a file that is no concern of the compiler where it may belong; a link to a folder of definitions cannot be read. */
const reportUnknown = ({ file, role }: Source, report: Report): void => {
  const span = { file, start: 0, end: 0 };
  if (role.role === 'misplaced') report(misplacedFile({ file, ...(role.meant === undefined ? {} : { meant: role.meant }) }, span));
  else if (role.role === 'unknown')
    report(file.endsWith('/') ? unreadableFile({ file }, span) : unknownFile({ file, folder: folders[role.kind] }, span));
};

const isSource = ({ role: { role } }: Source): boolean => role !== 'unknown' && role !== 'misplaced';

const readTexts = (sources: readonly Source[], tree: FileTree, report: Report): ReadonlyMap<string, string> => {
  const texts = new Map<string, string>();
  for (const source of sources) {
    const { file } = source;
    reportUnknown(source, report);
    const text = isSource(source) ? readText(file, tree, report) : undefined;
    if (text !== undefined) texts.set(file, text);
  }
  return texts;
};

const builderFits = ({ role }: Source, document: EvaluatedDocument): boolean =>
  role.role === 'defaults' ? document.builder === 'defaults' : role.role === 'definitions' && document.builder === role.kind;

const checkBuilder = (source: Source, document: EvaluatedDocument, report: Report): boolean => {
  if (builderFits(source, document) || !('kind' in source.role)) return true;
  const { kind, role } = source.role;
  const expected = role === 'defaults' ? 'defaults' : kind;
  report(wrongBuilder({ builder: document.builder, folder: folders[kind], expected }, document.locate([], 'value')));
  return false;
};

const evaluateAll = async (
  sources: readonly Source[],
  request: LoadRequest,
  report: Report,
): Promise<ReadonlyMap<string, ParsedDocument>> => {
  const files = sources.filter(({ role }) => formOf(role) === 'typescript');
  const documents = new Map<string, ParsedDocument>();
  if (files.length === 0) return documents;
  const { evaluateTypescript } = await import('./typescript/evaluate-typescript.ts');
  const { bundle, tree, reuse } = request;
  const evaluate = reuse('typescript', files.map(nameOf), (names) =>
    oncePerTree((from) => evaluateTypescript({ bundle, tree: from, files: names })),
  );
  const evaluated = await evaluate(tree);
  for (const source of files) {
    const result = evaluated.get(source.file);
    result?.diagnostics.forEach(report);
    if (result?.document && checkBuilder(source, result.document, report)) documents.set(source.file, result.document);
  }
  return documents;
};

const parseText = ({ file, role }: Source, text: string): Promise<ParseResult> =>
  formOf(role) === 'file-sd' ? parseFileSd(file, text) : parseYaml(file, text);

const loadedFile = ({ file, role }: Source, document: ParsedDocument): readonly LoadedFile[] => {
  switch (role.role) {
    case 'settings':
      return [{ file, role: 'settings', document }];
    case 'definitions':
    case 'defaults':
      return [{ file, role: role.role, kind: role.kind, document }];
    case 'unknown':
    case 'misplaced':
      return [];
  }
};

const unreadFile = ({ file, role }: Source): readonly UnreadFile[] =>
  role.role === 'settings' || role.role === 'misplaced' ? [] : [{ file, role: role.role, kind: role.kind }];

/** The texts, and those of modules that definitions import and that something was found in. */
const withHelpers = (texts: ReadonlyMap<string, string>, helpers: Iterable<string>, tree: FileTree): ReadonlyMap<string, string> => {
  const all = new Map(texts);
  for (const file of helpers) all.set(file, new TextDecoder().decode(tree.read(file) ?? new Uint8Array()));
  return all;
};

/** Reads every file of the estate as data, in the order of their names; whatever cannot be read is reported. */
export const load = async (request: LoadRequest, report: Report): Promise<Loaded> => {
  const sources = sourcesOf(request.tree);
  const texts = readTexts(sources, request.tree, report);
  const readable = sources.filter(({ file }) => texts.has(file));
  const helpers = new Set<string>();
  const evaluated = await evaluateAll(readable, request, (diagnostic) => {
    if (diagnostic.span !== undefined && !texts.has(diagnostic.span.file)) helpers.add(diagnostic.span.file);
    report(diagnostic);
  });
  const documentOf = (source: Source): ParseResult | Promise<ParseResult> => {
    const document = evaluated.get(source.file);
    if (formOf(source.role) === 'typescript') return { diagnostics: [], ...(document === undefined ? {} : { document }) };
    return request.reuse(`document ${source.file}`, texts.get(source.file) ?? '', (text) => parseText(source, text));
  };
  const files: LoadedFile[] = [];
  for (const source of readable) {
    const { document, diagnostics } = await documentOf(source);
    diagnostics.forEach(report);
    if (document !== undefined) files.push(...loadedFile(source, document));
  }
  const known = new Set(files.map(({ file }) => file));
  return {
    files,
    texts: withHelpers(texts, helpers, request.tree),
    unread: sources.filter(({ file }) => !known.has(file)).flatMap(unreadFile),
  };
};
