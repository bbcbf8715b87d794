import { childrenOf, type Expression, type Subquery, type Unary } from './ast.ts';
import { article, checkBinary } from './check-binary.ts';
import { checkAggregation, checkCall } from './check-call.ts';
import { checkModified, checkRange } from './check-modifiers.ts';
import { isAlways, isConditional, metricNames, metricUses, type MetricUse } from './facts.ts';
import { functions, type ValueType } from './functions.ts';
import { anyLabels, type Labels, labelsOf } from './labels.ts';
import { checkSelector } from './matchers.ts';
import { memoised } from '../base/memoise.ts';
import { isNever } from './never.ts';
import { parsePromql } from './parse.ts';
import { type Complain, type Problem, problemList } from './problem.ts';

/** What an expression is, and everything that is wrong with it. Only with no problems at all is the rest more than a guess. */
export interface Analysis {
  /** Undefined when the text is no expression at all. */
  readonly tree?: Expression;
  readonly type: ValueType;
  /** In the order of the text. Kind `evaluation` is accepted by Prometheus and fails when it runs; all others it refuses to load. */
  readonly problems: readonly Problem[];
  readonly labels: Labels;
  readonly metricNames: readonly string[];
  readonly uses: readonly MetricUse[];
  /** The result is empty unless a condition holds. */
  readonly conditional: boolean;
  /** There is a result whatever is measured, as with `or vector(0)`. */
  readonly alwaysPresent: boolean;
  /** The result is empty whatever is measured, as with `x > 5 and x < 3`. */
  readonly neverPresent: boolean;
}

type Types = Map<Expression, ValueType>;

const known = (types: Types, node: Expression): ValueType => types.get(node) ?? 'instant vector';

/** The type of a node whose children are typed; an unknown function is taken for one that gives an instant vector. */
const typeOf = (node: Expression, types: Types): ValueType => {
  switch (node.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'selector':
    case 'aggregation':
      return 'instant vector';
    case 'range':
    case 'subquery':
      return 'range vector';
    case 'call':
      return functions.get(node.name.name)?.returns ?? 'instant vector';
    case 'binary':
      return known(types, node.left) === 'scalar' && known(types, node.right) === 'scalar' ? 'scalar' : 'instant vector';
    default:
      return known(types, node.of);
  }
};

const checkUnary = (node: Unary, type: ValueType, complain: Complain): void => {
  if (type === 'scalar' || type === 'instant vector') return;
  complain('type', node, [`\`${node.op}\` cannot stand before ${article(type)}`, 'signs go with scalars and instant vectors']);
};

const checkSubquery = (node: Subquery, type: ValueType, complain: Complain): void => {
  if (type === 'instant vector') return;
  complain('type', node, [`a subquery needs an instant vector, not ${article(type)}`, 'remove the second range']);
};

const checkNode = (node: Expression, types: Types, complain: Complain): void => {
  switch (node.kind) {
    case 'selector':
      return checkSelector(node, complain);
    case 'offset':
    case 'at':
      return checkModified(node, complain);
    case 'range':
      return checkRange(node, complain);
    case 'subquery':
      return checkSubquery(node, known(types, node.of), complain);
    case 'unary':
      return checkUnary(node, known(types, node.of), complain);
    case 'call':
      return checkCall(node, (arg) => known(types, arg), complain);
    case 'aggregation':
      return checkAggregation(node, (arg) => known(types, arg), complain);
    case 'binary':
      return checkBinary(node, [known(types, node.left), known(types, node.right)], complain);
    case 'paren':
    case 'number':
    case 'string':
      return undefined;
  }
};

const visit = (node: Expression, types: Types, complain: Complain): ValueType => {
  for (const child of childrenOf(node)) visit(child, types, complain);
  const type = typeOf(node, types);
  types.set(node, type);
  checkNode(node, types, complain);
  return type;
};

const analyse = (text: string): Analysis => {
  const parsed = parsePromql(text);
  const { tree } = parsed;
  const { problems, complain } = problemList();
  const type = tree === undefined ? 'instant vector' : visit(tree, new Map(), complain);
  const found = parsed.ok ? problems : [...parsed.problems, ...problems.filter(({ kind }) => kind !== 'selector')];
  return {
    ...(tree === undefined ? {} : { tree }),
    type,
    problems: found.sort((a, b) => a.start - b.start || a.end - b.end),
    labels: tree === undefined ? anyLabels : labelsOf(tree),
    metricNames: tree === undefined ? [] : metricNames(tree),
    uses: tree === undefined ? [] : metricUses(tree),
    conditional: tree === undefined || isConditional(tree),
    alwaysPresent: tree !== undefined && isAlways(tree),
    neverPresent: tree !== undefined && isNever(tree),
  };
};

/**
 * Checks an expression as Prometheus 2.42 would when it loads it, and infers the labels of its result.
 *
 * @example
 * checkExpression('rate(hits)').problems[0]?.message; // '`rate` needs a range vector here, not an instant vector'
 */
export const checkExpression = memoised(analyse);
