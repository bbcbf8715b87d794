import type { Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import type { Expression, LabelName } from './ast.ts';
import { expression } from './build.ts';
import { memoised } from './memoise.ts';
import { type Problem, problemList } from './problem.ts';
import { repair } from './repair.ts';
import { oddSpace, syntaxProblem } from './syntax-problem.ts';

export type Parsed =
  | { readonly ok: true; readonly tree: Expression }
  /** In the order of the text; never empty. */
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly tree?: Expression };

const hasError = (tree: Tree): boolean => {
  const cursor = tree.cursor();
  do if (cursor.type.isError) return true;
  while (cursor.next());
  return false;
};

const firstError = (tree: Tree): number => {
  const cursor = tree.cursor();
  do if (cursor.type.isError) return cursor.from;
  while (cursor.next());
  return 0;
};

const noNames: ReadonlyMap<number, LabelName> = new Map();

const build = (text: string, tree: Tree, names: ReadonlyMap<number, LabelName>): Parsed => {
  const { problems, complain } = problemList();
  const top = tree.topNode.getChild('Expr');
  if (top === null) return { ok: false, problems: [syntaxProblem(text, 0)] };
  const made = expression({ text, names, complain }, top);
  return problems.length === 0 ? { ok: true, tree: made } : { ok: false, problems, tree: made };
};

const read = (text: string): Parsed => {
  const space = oddSpace(text);
  if (space !== undefined) return { ok: false, problems: [space] };
  const tree = parser.parse(text);
  if (!hasError(tree)) return build(text, tree, noNames);
  const repaired = repair(text);
  if (repaired === undefined) return { ok: false, problems: [syntaxProblem(text, firstError(tree))] };
  const again = parser.parse(repaired.text);
  return hasError(again) ? { ok: false, problems: [syntaxProblem(text, firstError(again))] } : build(text, again, repaired.names);
};

/** Reads a PromQL expression as Prometheus 2.42 does, syntax only: types, functions and selectors are for `checkExpression`. */
export const parsePromql = memoised(read);
