import { parser } from '@prometheus-io/lezer-promql';
import type { Expression, LabelName } from './ast.ts';
import { expression } from './build.ts';
import { memoised } from '../base/memoise.ts';
import { type Problem, problemList } from './problem.ts';
import { repair } from './repair.ts';
import { expressionsIn, readTree, type Syntax } from './syntax.ts';
import { oddSpace, syntaxProblem } from './syntax-problem.ts';

export type Parsed =
  | { readonly ok: true; readonly tree: Expression }
  /** In the order of the text; never empty. */
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly tree?: Expression };

const noNames: ReadonlyMap<number, LabelName> = new Map();

const build = (text: string, top: Syntax, names: ReadonlyMap<number, LabelName>): Parsed => {
  const { problems, complain } = problemList();
  const tree = expression({ text, names, complain }, expressionsIn(top)[0] ?? top);
  return problems.length === 0 ? { ok: true, tree } : { ok: false, problems, tree };
};

const refused = (problem: Problem): Parsed => ({ ok: false, problems: [problem] });

/** Most metrics are read by their name alone, for which the grammar need not be asked. Names with a `_` are no keywords but these. */
const bareName = /^(?!group_(?:left|right)$)[a-z][a-z0-9]*_[a-z0-9_]*$/i;

const read = (text: string): Parsed => {
  const end = text.length;
  if (bareName.test(text)) return { ok: true, tree: { kind: 'selector', start: 0, end, name: text, nameEnd: end, matchers: [] } };
  const space = oddSpace(text);
  if (space !== undefined) return refused(space);
  const first = readTree(parser.parse(text));
  if (first.ok) return build(text, first.top, noNames);
  const repaired = repair(text);
  if (repaired === undefined) return refused(syntaxProblem(text, first.at));
  const second = readTree(parser.parse(repaired.text));
  return second.ok ? build(text, second.top, repaired.names) : refused(syntaxProblem(text, second.at));
};

/** Reads a PromQL expression as Prometheus 2.42 does, syntax only: types, functions and selectors are for `checkExpression`. */
export const parsePromql = memoised(read);
