import { bare, type Binary, type Expression } from './ast.ts';

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
};

const comparison: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};

/** The value that does not depend on anything measured: `10 * 60`, `vector(0)`; undefined for all else. */
export const constantOf = (node: Expression): number | undefined => {
  const inner = bare(node);
  if (inner.kind === 'number') return inner.value;
  if (inner.kind === 'unary') return negated(inner.op, constantOf(inner.of));
  if (inner.kind === 'binary') return constantBinary(inner);
  const [arg] = inner.kind === 'call' && (inner.name.name === 'vector' || inner.name.name === 'scalar') ? inner.args : [];
  return arg && constantOf(arg);
};

const negated = (sign: string, value: number | undefined): number | undefined => (value === undefined || sign === '+' ? value : -value);

const constantBinary = (node: Binary): number | undefined => {
  const apply = arithmetic[node.op];
  const [left, right] = [constantOf(node.left), constantOf(node.right)];
  return apply === undefined || left === undefined || right === undefined ? undefined : apply(left, right);
};

/** Outcome of a comparison without `bool` between constants, or with NaN, which passes `!=` only; undefined when it depends. */
export const constantComparison = (node: Binary): boolean | undefined => {
  const compare = comparison[node.op];
  if (compare === undefined || node.bool) return undefined;
  const [left, right] = [constantOf(node.left), constantOf(node.right)];
  if (left !== undefined && right !== undefined) return compare(left, right);
  return Number.isNaN(left ?? right ?? 0) ? node.op === '!=' : undefined;
};
