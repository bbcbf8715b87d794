import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { ParseResult } from '../document.ts';
import { compose } from './full/compose.ts';
import { convertNode } from './full/convert.ts';
import { locator } from './full/located.ts';
import { syntaxProblems } from './full/syntax-problem.ts';

/** Reads JSON, as the YAML it is, with places; the root may be anything. */
export const parseTree = (file: string, text: string): ParseResult => {
  const composed = compose(text);
  const diagnostics: Diagnostic[] = [...syntaxProblems(file, text, composed.errors)];
  const node = composed.document?.contents;
  if (diagnostics.length > 0 || node === null || node === undefined) return { diagnostics };
  const context = { file, text, report: (one: Diagnostic) => void diagnostics.push(one), anchors: new Map(), aliased: 0, depth: 0 };
  const root = convertNode(node, context, { start: 0, end: 0 });
  return { document: { value: root.value, locate: locator(file, root) }, diagnostics };
};
