import { nestedTooDeep } from '../../../../diagnostics/codes/plm034-nested-too-deep.ts';
import { rootNotAMap } from '../../../../diagnostics/codes/plm036-root-not-a-map.ts';
import { severalDocuments } from '../../../../diagnostics/codes/plm023-several-documents.ts';
import { yamlDirective } from '../../../../diagnostics/codes/plm037-yaml-directive.ts';
import type { Diagnostic, Report } from '../../../../diagnostics/diagnostic.ts';
import type { ParsedDocument, ParseResult } from '../../document.ts';
import { bareMap } from '../bare-map.ts';
import { maxDepth, shorten } from '../limits.ts';
import { compose, type Composed } from './compose.ts';
import type { Context } from './context.ts';
import { convertNode } from './convert.ts';
import { type Located, locator } from './located.ts';
import { syntaxProblems } from './syntax-problem.ts';

const nothing: Located = { start: 0, end: 0, value: bareMap(), entries: new Map(), size: 1, height: 0 };

const kindOf = ({ items, value }: Located): string => (items !== undefined ? 'a list' : value === null ? 'nothing' : 'a single value');

/** The root as data: an empty file is an empty map. */
const convertRoot = (composed: Composed, context: Context, expected: 'map' | 'any'): Located | undefined => {
  const node = composed.document?.contents;
  if (node === null || node === undefined) return nothing;
  const root = convertNode(node, context, { start: 0, end: 0 });
  if (root.entries !== undefined || expected === 'any') return root;
  if (root.value === null && root.end === 0) return nothing;
  context.report(rootNotAMap({ found: kindOf(root) }, { file: context.file, start: root.start, end: root.end }));
  return undefined;
};

const reportStructure = (file: string, composed: Composed, report: Report): void => {
  for (const { source, offset } of composed.directives) {
    if (/^%YAML\s+1\.2\s*$/.test(source)) continue;
    report(yamlDirective({ directive: shorten(source) }, { file, start: offset, end: offset + source.length }));
  }
  const { second, tooDeepAt } = composed;
  if (second !== undefined) report(severalDocuments({}, { file, start: second, end: second + 3 }));
  if (tooDeepAt !== undefined) report(nestedTooDeep({ limit: maxDepth }, { file, start: tooDeepAt, end: tooDeepAt + 1 }));
};

const documentOf = (file: string, root: Located): ParsedDocument => ({ value: root.value, locate: locator(file, root) });

/** Reads any YAML through the `yaml` package; the source of every message about YAML. No data comes of a text with a syntax error. */
export const parseFull = (file: string, text: string, expected: 'map' | 'any' = 'map'): ParseResult => {
  const composed = compose(text);
  const diagnostics: Diagnostic[] = [...syntaxProblems(file, text, composed.errors)];
  const hasSyntax = diagnostics.length === 0 && composed.tooDeepAt === undefined;
  const report: Report = (diagnostic) => void diagnostics.push(diagnostic);
  reportStructure(file, composed, report);
  const root = convertRoot(composed, { file, text, report, anchors: new Map(), aliased: 0, depth: 0 }, expected);
  return { ...(root === undefined || !hasSyntax ? {} : { document: documentOf(file, root) }), diagnostics };
};
