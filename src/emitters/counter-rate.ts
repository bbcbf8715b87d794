import type { Expression, Place } from '../promql/ast.ts';

/** Selectors of counters that are only added up; undefined when anything else is done to them. */
const counters = (tree: Expression): readonly Place[] | undefined => {
  switch (tree.kind) {
    case 'selector':
      return [tree];
    case 'paren':
      return counters(tree.of);
    case 'aggregation':
      return tree.op.name === 'sum' && tree.args[0] !== undefined ? counters(tree.args[0]) : undefined;
    case 'binary': {
      const left = tree.op === '+' || tree.op === 'or' ? counters(tree.left) : undefined;
      const right = left && counters(tree.right);
      return left && right && [...left, ...right];
    }
    default:
      return undefined;
  }
};

/** The sum of the rates of the counters in `text`, which `tree` is, for any window; undefined when they are not only added up. */
export const rateOf = (text: string, tree: Expression, by: string): ((window: string) => string) | undefined => {
  const places = counters(tree);
  if (places === undefined) return undefined;
  return (window) => {
    let result = '';
    let done = 0;
    for (const { start, end } of places) {
      result += `${text.slice(done, start)}rate(${text.slice(start, end)}[${window}])`;
      done = end;
    }
    // A comment at the end must not hide the bracket.
    return `sum${by}(${result}${text.slice(done)}${text.includes('#') ? '\n' : ''})`;
  };
};
