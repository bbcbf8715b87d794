import { type Expression, walk } from '../../promql/ast.ts';
import { type InjectedMatcher, injectMatchers } from '../../promql/inject.ts';
import { parsePromql } from '../../promql/parse.ts';
import { quoteString } from '../../promql/quote.ts';
import { type Drive, driveOf } from './drive.ts';

/** What is known of one author's expression, worked out once however many checks use it. */
export interface KnownExpression {
  readonly text: string;
  readonly tree: Expression;
  /** The expression with these matchers on each of its selectors. */
  readonly scoped: (matchers: readonly InjectedMatcher[]) => string;
  /** Names of the metrics it reads. */
  readonly reads: readonly string[];
  /** How one series alone decides its value; undefined when none does. */
  readonly drive?: Drive;
}

/** Looks at an expression; undefined when it is no PromQL, which is reported where it was written. */
export type ReadExpression = (text: string) => KnownExpression | undefined;

const slot = '__plimsoll_slot__';

const printMatcher = ({ label, op, value }: InjectedMatcher): string => `${label}${op}${quoteString(value)}`;

const scoping = (text: string): ((matchers: readonly InjectedMatcher[]) => string) => {
  const pieces = (injectMatchers(text, [{ label: slot, op: '=', value: '' }]) ?? text).split(`${slot}=""`);
  return (matchers) => (matchers.length === 0 ? text : pieces.join(matchers.map(printMatcher).join(',')));
};

/** A selector without a name could read anything. */
export const anything = '*';

const readsOf = (tree: Expression): readonly string[] => [
  ...new Set([...walk(tree)].flatMap((node) => (node.kind === 'selector' ? [node.name ?? anything] : []))),
];

const know = (text: string): KnownExpression | undefined => {
  const parsed = parsePromql(text);
  if (!parsed.ok) return undefined;
  const drive = driveOf(parsed.tree);
  return { text, tree: parsed.tree, scoped: scoping(text), reads: readsOf(parsed.tree), ...(drive === undefined ? {} : { drive }) };
};

/** Most drop-file metrics have one check: what is known of each must not pile up. */
const mostKnown = 1000;

/** A reader that remembers: estates have many checks on few expressions. */
export const expressionReader = (): ReadExpression => {
  const known = new Map<string, KnownExpression | undefined>();
  return (text) => {
    if (known.has(text)) return known.get(text);
    const found = know(text);
    if (known.size >= mostKnown) known.clear();
    known.set(text, found);
    return found;
  };
};
