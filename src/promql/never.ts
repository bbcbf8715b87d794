import { bare, type Binary, childrenOf, type Expression } from './ast.ts';
import { constantComparison, constantOf } from './constant.ts';
import { shapeOf } from './shape.ts';

/** Values that pass every comparison with a constant around `of`. */
interface Passing {
  readonly of: Expression;
  readonly low: number;
  readonly lowIn: boolean;
  readonly high: number;
  readonly highIn: boolean;
}

const all = (of: Expression): Passing => ({ of, low: -Infinity, lowIn: true, high: Infinity, highIn: true });

const mirrored: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=', '==': '==' };

const limited = (passing: Passing, op: string, limit: number): Passing => {
  const strict = op === '<' || op === '>';
  const upper = op === '<' || op === '<=' || op === '==';
  const lower = op === '>' || op === '>=' || op === '==';
  const tighterLow = lower && (limit > passing.low || (limit === passing.low && strict));
  const tighterHigh = upper && (limit < passing.high || (limit === passing.high && strict));
  return {
    ...passing,
    ...(tighterLow ? { low: limit, lowIn: !strict } : {}),
    ...(tighterHigh ? { high: limit, highIn: !strict } : {}),
  };
};

const isEmpty = ({ low, lowIn, high, highIn }: Passing): boolean => low > high || (low === high && !(lowIn && highIn));

const passing = (node: Expression): Passing => {
  const inner = bare(node);
  if (inner.kind !== 'binary' || inner.bool || mirrored[inner.op] === undefined) return all(inner);
  const right = constantOf(inner.right);
  if (right !== undefined) return limited(passing(inner.left), inner.op, right);
  const left = constantOf(inner.left);
  return left === undefined ? all(inner) : limited(passing(inner.right), mirrored[inner.op] ?? '==', left);
};

/** `x > 5 and x < 3`: the same thing, held to limits that exclude each other. */
const excludes = (node: Binary): boolean => {
  const [left, right] = [passing(node.left), passing(node.right)];
  const low = left.low > right.low || (left.low === right.low && !left.lowIn) ? left : right;
  const high = left.high < right.high || (left.high === right.high && !left.highIn) ? left : right;
  const both = { of: left.of, low: low.low, lowIn: low.lowIn, high: high.high, highIn: high.highIn };
  return isEmpty(both) && node.matching === undefined && shapeOf(left.of) === shapeOf(right.of);
};

const neverBinary = (node: Binary): boolean => {
  const [left, right] = [isNever(node.left), isNever(node.right)];
  if (node.op === 'or') return left && right;
  if (node.op === 'unless') return left;
  if (left || right || constantComparison(node) === false) return true;
  return node.op === 'and' ? excludes(node) : isEmpty(passing(node));
};

/** Is the result empty whatever is measured? */
export const isNever = (node: Expression): boolean => {
  if (node.kind === 'binary') return neverBinary(node);
  if (node.kind === 'call' && /^(?:absent|absent_over_time|scalar|vector)$/.test(node.name.name)) return false;
  return childrenOf(node).some(isNever);
};
