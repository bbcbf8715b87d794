import { bare, type Expression } from '../promql/ast.ts';
import { constantOf } from '../promql/constant.ts';
import { parsePromql } from '../promql/parse.ts';
import { shapeOf } from '../promql/shape.ts';
import { type Relation, sooner } from './relation.ts';

/** `of > 5`: something held against a constant. */
interface Comparison {
  readonly of: string;
  readonly op: string;
  readonly limit: number;
}

const mirrored: Readonly<Record<string, string>> = { '>': '<', '<': '>', '>=': '<=', '<=': '>=' };

const comparisonOf = (tree: Expression): Comparison | undefined => {
  const node = bare(tree);
  if (node.kind !== 'binary' || node.bool || mirrored[node.op] === undefined) return undefined;
  const [left, right] = [constantOf(node.left), constantOf(node.right)];
  if (right !== undefined && left === undefined) return { of: shapeOf(node.left), op: node.op, limit: right };
  return left !== undefined && right === undefined ? { of: shapeOf(node.right), op: mirrored[node.op] ?? '', limit: left } : undefined;
};

const read = (text: string): Comparison | undefined => {
  const parsed = parsePromql(text);
  return parsed.ok ? comparisonOf(parsed.tree) : undefined;
};

/**
 * How two conditions relate when they are the same expression against a constant; undefined when text cannot tell. NaN passes no
 * comparison, so it makes no difference.
 */
export const compareExpressions = (before: string, after: string): Relation | undefined => {
  const [old, now] = [read(before), read(after)];
  if (old === undefined || now === undefined || old.of !== now.of || old.op !== now.op) return undefined;
  if (Number.isNaN(old.limit) || Number.isNaN(now.limit)) return undefined;
  return old.op.startsWith('>') ? sooner(old.limit, now.limit) : sooner(now.limit, old.limit);
};
