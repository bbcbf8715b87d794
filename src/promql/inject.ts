import { type MatchOperator, type Selector, walk } from './ast.ts';
import { parsePromql } from './parse.ts';
import { quoteString } from './quote.ts';

export { regexAlternatives } from './quote.ts';

export interface InjectedMatcher {
  readonly label: string;
  readonly op: MatchOperator;
  /** As Prometheus should see it: quoting is done here; for `=~` and `!~` an RE2 expression. */
  readonly value: string;
}

const printMatcher = ({ label, op, value }: InjectedMatcher): string => `${label}${op}${quoteString(value)}`;

interface Insertion {
  readonly at: number;
  readonly text: string;
}

const into = (selector: Selector, list: string): Insertion => {
  if (selector.braces === undefined) return { at: selector.nameEnd, text: `{${list}}` };
  return { at: selector.braces.start + 1, text: selector.matchers.length === 0 ? list : `${list},` };
};

/**
 * `expr` with `matchers` added to each of its selectors; a matcher it has on the same label stays, so that both must hold.
 * Undefined when `expr` is no PromQL.
 *
 * @example
 * injectMatchers('rate(hits[5m]) > 1', [{ label: 'host', op: '=', value: 'web1' }]); // 'rate(hits{host="web1"}[5m]) > 1'
 */
export const injectMatchers = (expr: string, matchers: readonly InjectedMatcher[]): string | undefined => {
  const parsed = parsePromql(expr);
  if (!parsed.ok) return undefined;
  if (matchers.length === 0) return expr;
  const list = matchers.map(printMatcher).join(',');
  let result = '';
  let done = 0;
  for (const node of walk(parsed.tree)) {
    if (node.kind !== 'selector') continue;
    const { at, text } = into(node, list);
    result += expr.slice(done, at) + text;
    done = at;
  }
  return result + expr.slice(done);
};
