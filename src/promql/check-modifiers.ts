import type { At, Expression, Offset, Range } from './ast.ts';
import type { Complain } from './problem.ts';

const modifierOf = { offset: '`offset`', at: '`@`' } as const;

const inner = (node: Expression): Expression => (node.kind === 'offset' || node.kind === 'at' ? inner(node.of) : node);

const twice = (node: Offset | At): boolean => {
  for (let { of } = node; of.kind === 'offset' || of.kind === 'at' || of.kind === 'range'; of = of.of)
    if (of.kind === node.kind) return true;
  return false;
};

/** Prometheus 2.42 minds an offset or a time before a range, but not `@ start()`. */
const beforeRange = (node: Expression): Offset | At | undefined => {
  if (node.kind === 'offset' || (node.kind === 'at' && typeof node.time === 'number')) return node;
  return node.kind === 'at' ? beforeRange(node.of) : undefined;
};

/** `offset` and `@` stand once each, on a selector, a range or a subquery. */
export const checkModified = (node: Offset | At, complain: Complain): void => {
  const word = modifierOf[node.kind];
  if (twice(node)) return complain('modifier', node, [`${word} is given twice`, 'keep one']);
  const { kind } = inner(node);
  if (kind === 'selector' || kind === 'range' || kind === 'subquery') return;
  complain('modifier', node, [
    `${word} must follow a selector, a range or a subquery`,
    'put it directly behind the selector, inside the parentheses',
  ]);
};

/** A range stands directly on a selector. */
export const checkRange = (node: Range, complain: Complain): void => {
  if (inner(node.of).kind !== 'selector') {
    return complain('modifier', node, [
      'a range such as `[5m]` is only possible on a selector',
      'use a subquery, `[5m:1m]`, for a calculated value',
    ]);
  }
  const modifier = beforeRange(node.of);
  if (modifier === undefined) return;
  complain('modifier', node, [`${modifierOf[modifier.kind]} stands before the range`, 'write it behind the brackets: `up[5m] offset 1h`']);
};
