import { bare, type Binary, type Call, childrenOf, type Expression, type Place, walk } from './ast.ts';
import { comparisons } from './check-binary.ts';
import { constantComparison } from './constant.ts';

/** A metric's name in an expression, and what is done with its raw samples. */
export interface MetricUse {
  readonly name: string;
  /** Where the selector stands. */
  readonly place: Place;
  /** The function directly around the selector's range, such as `rate`. */
  readonly over?: string;
}

const nameOf = (node: Expression): string | undefined => {
  if (node.kind !== 'selector') return undefined;
  return node.name ?? node.matchers.find(({ label, op }) => label === '__name__' && op === '=')?.value;
};

const useOf = (node: Expression, over: string | undefined): MetricUse | undefined => {
  const name = nameOf(node);
  return name === undefined ? undefined : { name, place: { start: node.start, end: node.end }, ...(over === undefined ? {} : { over }) };
};

const usesIn = (node: Expression, over: string | undefined, found: MetricUse[]): void => {
  const use = useOf(node, over);
  if (use !== undefined) found.push(use);
  const passes = node.kind === 'paren' || node.kind === 'offset' || node.kind === 'at' || node.kind === 'range';
  for (const child of childrenOf(node)) usesIn(child, node.kind === 'call' ? node.name.name : passes ? over : undefined, found);
};

/** Every named selector of an expression. */
export const metricUses = (node: Expression): readonly MetricUse[] => {
  const found: MetricUse[] = [];
  usesIn(node, undefined, found);
  return found;
};

/** The names of the metrics an expression reads, each once, in the order of the text. */
export const metricNames = (node: Expression): readonly string[] => {
  const names = new Set<string>();
  for (const one of walk(node)) {
    const name = nameOf(one);
    if (name !== undefined) names.add(name);
  }
  return [...names];
};

const conditionalCall = (node: Call): boolean => {
  if (node.name.name === 'absent' || node.name.name === 'absent_over_time') return true;
  return node.name.name !== 'scalar' && node.name.name !== 'vector' && node.args.some(isConditional);
};

const conditionalBinary = (node: Binary): boolean => {
  if (comparisons.has(node.op) && !node.bool) return true;
  if (node.op === 'unless') return true;
  const sides = [isConditional(node.left), isConditional(node.right)];
  return node.op === 'or' ? sides.every(Boolean) : sides.some(Boolean);
};

/** Can the result be empty because a condition does not hold? Without one, an alert fires for as long as its series exist. */
export const isConditional = (node: Expression): boolean => {
  switch (node.kind) {
    case 'call':
      return conditionalCall(node);
    case 'binary':
      return conditionalBinary(node);
    default:
      return childrenOf(node).some(isConditional);
  }
};

const alwaysBinary = (node: Binary): boolean => {
  if (node.op === 'or') return isAlways(node.left) || isAlways(node.right);
  if (node.op === 'unless' || node.op === 'and') return false;
  if (constantComparison(node) === true) return isAlways(node.left) && isAlways(node.right);
  return (node.bool || !comparisons.has(node.op)) && isAlways(node.left) && isAlways(node.right);
};

/** Is there a result whatever is measured? So it is with `vector(0)`, and with anything `or vector(0)`. */
export const isAlways = (node: Expression): boolean => {
  const inner = bare(node);
  switch (inner.kind) {
    case 'number':
      return true;
    case 'unary':
      return isAlways(inner.of);
    case 'aggregation':
      return inner.args.every(isAlways);
    case 'binary':
      return alwaysBinary(inner);
    case 'call':
      return (
        ['vector', 'scalar', 'time', 'pi'].includes(inner.name.name) ||
        (inner.args.every(isAlways) && !inner.name.name.startsWith('absent'))
      );
    default:
      return false;
  }
};
