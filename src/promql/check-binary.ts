import type { Binary } from './ast.ts';
import type { ValueType } from './functions.ts';
import type { Complain } from './problem.ts';

export const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<', '>', '<=', '>=']);
export const setOperators: ReadonlySet<string> = new Set(['and', 'or', 'unless']);

const isValue = (type: ValueType): boolean => type === 'scalar' || type === 'instant vector';

const checkOperands = (node: Binary, types: readonly [ValueType, ValueType], complain: Complain): void => {
  for (const [i, side] of [node.left, node.right].entries()) {
    const type = types[i] ?? 'scalar';
    if (!isValue(type))
      complain('type', side, [`\`${node.op}\` cannot take ${article(type)}`, 'operators take scalars and instant vectors']);
  }
  if (setOperators.has(node.op) && types.includes('scalar')) {
    complain('type', node, [`\`${node.op}\` needs an instant vector on both sides`, 'wrap a number in `vector(…)`, or compare instead']);
  }
};

const checkBool = (node: Binary, types: readonly [ValueType, ValueType], complain: Complain): void => {
  const compares = comparisons.has(node.op);
  if (node.bool && !compares) complain('matching', node.opPlace, ['`bool` belongs to a comparison only', 'remove `bool`']);
  if (!node.bool && compares && types.every((type) => type === 'scalar')) {
    complain('type', node.opPlace, ['two scalars can only be compared with `bool`', `write \`${node.op} bool\``]);
  }
};

const checkMatching = (node: Binary, types: readonly [ValueType, ValueType], complain: Complain): void => {
  const { matching } = node;
  if (matching === undefined) return;
  const vectors = types.every((type) => type === 'instant vector');
  if (!vectors && matching.labels.length > 0) {
    complain('matching', matching, [`\`${matching.mode}\` is only possible between two instant vectors`, `remove \`${matching.mode}(…)\``]);
  }
  if (vectors && matching.group !== undefined && setOperators.has(node.op)) {
    complain('matching', matching, [
      `\`group_${matching.group}\` is not possible with \`${node.op}\``,
      `remove \`group_${matching.group}\``,
    ]);
  }
  const both = matching.mode === 'on' ? matching.include.filter(({ name }) => matching.labels.some((one) => one.name === name)) : [];
  for (const label of both) {
    complain('matching', label, [`\`${label.name}\` stands in \`on\` and in \`group_${matching.group ?? 'left'}\``, 'remove it from one']);
  }
};

/** Operand types, `bool`, and vector matching of one binary operation. */
export const checkBinary = (node: Binary, types: readonly [ValueType, ValueType], complain: Complain): void => {
  checkOperands(node, types, complain);
  checkBool(node, types, complain);
  checkMatching(node, types, complain);
};

/** `a scalar`, `an instant vector`. */
export const article = (type: ValueType): string => `${type === 'instant vector' ? 'an' : 'a'} ${type}`;
