import type { Expression, Modified, Range } from './ast.ts';
import type { Complain } from './problem.ts';

const modifierOf = { offset: '`offset`', at: '`@`' } as const;

const inner = (node: Expression): Expression => (node.kind === 'offset' || node.kind === 'at' ? inner(node.of) : node);

const twice = (node: Modified): boolean => {
  for (let of = node.of; of.kind === 'offset' || of.kind === 'at'; of = of.of) if (of.kind === node.kind) return true;
  return false;
};

/** `offset` and `@` stand once each, on a selector, a range or a subquery. */
export const checkModified = (node: Modified, complain: Complain): void => {
  const word = modifierOf[node.kind];
  if (twice(node)) return complain('modifier', node, `${word} is given twice`, 'keep one');
  const { kind } = inner(node);
  if (kind === 'selector' || kind === 'range' || kind === 'subquery') return;
  complain(
    'modifier',
    node,
    `${word} must follow a selector, a range or a subquery`,
    'put it directly behind the selector, inside the parentheses',
  );
};

/** A range stands directly on a selector. */
export const checkRange = (node: Range, complain: Complain): void => {
  const { of } = node;
  if (of.kind === 'selector') return;
  if ((of.kind === 'offset' || of.kind === 'at') && inner(of).kind === 'selector') {
    return complain('modifier', node, `${modifierOf[of.kind]} stands before the range`, 'write it behind the brackets: `up[5m] offset 1h`');
  }
  complain('modifier', node, 'a range such as `[5m]` is only possible on a selector', 'use a subquery, `[5m:1m]`, for a calculated value');
};
