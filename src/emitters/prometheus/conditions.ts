import { bare, type Expression } from '../../promql/ast.ts';
import { type Drive, driveOf } from './drive.ts';

/** A series and two values of it: with one an expression is empty, with the other it is present. */
export interface Trigger {
  readonly drive: Drive;
  readonly good: number;
  readonly bad: number;
}

interface Comparison {
  readonly drive: Drive;
  readonly op: string;
  readonly limit: number;
}

const holds = ({ op, limit }: Comparison, value: number): boolean => {
  switch (op) {
    case '==':
      return value === limit;
    case '!=':
      return value !== limit;
    case '>':
      return value > limit;
    case '<':
      return value < limit;
    case '>=':
      return value >= limit;
    default:
      return value <= limit;
  }
};

const comparing = new Set(['==', '!=', '>', '<', '>=', '<=']);

const comparisonOf = (tree: Expression): Comparison | undefined => {
  if (tree.kind !== 'binary' || !comparing.has(tree.op) || tree.bool || tree.right.kind !== 'number') return undefined;
  const drive = driveOf(tree.left);
  return drive && Number.isFinite(tree.right.value) ? { drive, op: tree.op, limit: tree.right.value } : undefined;
};

const branchesOf = (tree: Expression): readonly Expression[] =>
  tree.kind === 'binary' && tree.op === 'or' && tree.matching === undefined ? [...branchesOf(tree.left), tree.right] : [tree];

/** Nothing comes out of it in a test that gives its metric no series. */
const isQuiet = (tree: Expression, name: string): boolean => {
  if (tree.kind !== 'binary' || !comparing.has(tree.op) || tree.bool) return false;
  const drive = driveOf(tree.left);
  const right = bare(tree.right);
  return drive !== undefined && drive.name !== name && (right.kind === 'number' || (right.kind === 'call' && right.name.name === 'time'));
};

/**
 * How one series makes a condition hold; undefined where that cannot be told from the text alone. The first alternative is
 * driven, all others must read other metrics.
 */
export const triggerOf = (tree: Expression): Trigger | undefined => {
  const [first, ...others] = branchesOf(bare(tree));
  const comparison = first && comparisonOf(bare(first));
  if (comparison === undefined || !others.every((other) => isQuiet(bare(other), comparison.drive.name))) return undefined;
  const { drive, limit } = comparison;
  const candidates = [limit, limit + 1, limit - 1];
  const bad = candidates.find((value) => holds(comparison, value));
  const good = candidates.find((value) => !holds(comparison, value));
  return bad === undefined || good === undefined ? undefined : { drive, good, bad };
};
