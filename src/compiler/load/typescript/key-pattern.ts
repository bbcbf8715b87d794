import type { Expression, PropertyKey } from 'oxc-parser';
import { bare, type Syntax } from './syntax.ts';

/** What a key written in the source may be at run time. */
export interface KeyPattern {
  readonly expression: RegExp;
  /** Characters that are certain; more of them make a better match. */
  readonly certain: number;
  readonly isExact: boolean;
}

type Part = string | undefined;

const joined = (parts: readonly (readonly Part[])[]): readonly Part[] => parts.flat();

const partsOf = (expression: Expression, syntax: Syntax, depth: number): readonly Part[] => {
  const node = bare(expression);
  if (node.type === 'Literal') return [String(node.value)];
  if (node.type === 'TemplateLiteral')
    return joined(
      node.quasis.map(({ value }, index) => {
        const inner = node.expressions[index];
        return [value.cooked ?? undefined, ...(inner === undefined ? [] : partsOf(inner, syntax, depth + 1))];
      }),
    );
  if (node.type === 'BinaryExpression' && node.operator === '+')
    return joined([partsOf(node.left, syntax, depth + 1), partsOf(node.right, syntax, depth + 1)]);
  const bound = node.type === 'Identifier' && depth < 8 ? syntax.bindings.get(node.name) : undefined;
  return bound === undefined ? [undefined] : partsOf(bound, syntax, depth + 1);
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const patternOfParts = (parts: readonly Part[]): KeyPattern => ({
  expression: new RegExp(`^${parts.map((part) => (part === undefined ? '.*' : escaped(part))).join('')}$`, 's'),
  certain: parts.reduce((sum, part) => sum + (part?.length ?? 0), 0),
  isExact: parts.every((part) => part !== undefined),
});

/** The pattern of an expression that is used as a key. */
export const patternOf = (expression: Expression, syntax: Syntax): KeyPattern => patternOfParts(partsOf(expression, syntax, 0));

/** The pattern of a property's name in an object literal. */
export const patternOfKey = (key: PropertyKey, isComputed: boolean, syntax: Syntax): KeyPattern => {
  if (key.type === 'PrivateIdentifier') return patternOfParts([]);
  return !isComputed && key.type === 'Identifier' ? patternOfParts([key.name]) : patternOf(key, syntax);
};
