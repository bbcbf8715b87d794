import { bare, type Binary, type Call, type Expression, type Place, walk } from '../../promql/ast.ts';
import { constantOf } from '../../promql/constant.ts';

/** A counter whose value since the start of its process comes through. */
export interface RawCounter {
  readonly name: string;
  readonly place: Place;
}

type IsCounter = (name: string) => boolean;

/** What gives back the size of what goes in. */
const keepSize: ReadonlySet<string> = new Set([
  ...['abs', 'ceil', 'floor', 'round', 'clamp', 'clamp_min', 'clamp_max', 'sort', 'sort_desc', 'label_replace', 'label_join'],
  ...['avg_over_time', 'last_over_time', 'max_over_time', 'min_over_time', 'quantile_over_time', 'sum_over_time'],
]);

const keepSizeTogether: ReadonlySet<string> = new Set(['avg', 'bottomk', 'max', 'min', 'quantile', 'sum', 'topk']);

const ofCall = (node: Call, isCounter: IsCounter): readonly RawCounter[] =>
  keepSize.has(node.name.name) ? node.args.flatMap((arg) => rawCounters(arg, isCounter)) : [];

/** A difference or quotient of two counters is no count any more. */
const ofBinary = (node: Binary, isCounter: IsCounter): readonly RawCounter[] => {
  const scaled = constantOf(node.left) !== undefined || constantOf(node.right) !== undefined;
  if (node.op === 'and' || node.op === 'unless') return rawCounters(node.left, isCounter);
  const passes = node.op === '+' || node.op === 'or' || (scaled && /^[-*/]$/.test(node.op));
  return passes ? [node.left, node.right].flatMap((side) => rawCounters(side, isCounter)) : [];
};

/** The counters whose raw value makes the value of `tree`. */
export const rawCounters = (tree: Expression, isCounter: IsCounter): readonly RawCounter[] => {
  const node = bare(tree);
  switch (node.kind) {
    case 'selector':
      return node.name !== undefined && isCounter(node.name) ? [{ name: node.name, place: node }] : [];
    case 'call':
      return ofCall(node, isCounter);
    case 'aggregation':
      return keepSizeTogether.has(node.op.name) ? node.args.flatMap((arg) => rawCounters(arg, isCounter)) : [];
    case 'binary':
      return ofBinary(node, isCounter);
    case 'number':
    case 'string':
      return [];
    default:
      return rawCounters(node.of, isCounter);
  }
};

const orders: ReadonlySet<string> = new Set(['<', '>', '<=', '>=']);

/** The raw counters of `tree` that are held against a number. */
export const limitedCounters = (tree: Expression, isCounter: IsCounter): readonly RawCounter[] =>
  [...walk(tree)].flatMap((node) => {
    if (node.kind !== 'binary' || !orders.has(node.op)) return [];
    if (constantOf(node.right) !== undefined) return rawCounters(node.left, isCounter);
    return constantOf(node.left) === undefined ? [] : rawCounters(node.right, isCounter);
  });
