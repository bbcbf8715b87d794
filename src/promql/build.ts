import type { SyntaxNode } from '@lezer/common';
import type {
  Aggregation,
  Call,
  Expression,
  Grouping,
  LabelName,
  Matcher,
  Matching,
  MatchOperator,
  NumberLiteral,
  Place,
  Selector,
  StringLiteral,
} from './ast.ts';
import { aggregations } from './functions.ts';
import { readDuration, readNumber } from './numbers.ts';
import { type Chain, group, type Operand, type Operator, type Sign } from './precedence.ts';
import type { Complain } from './problem.ts';
import { unquote } from './unquote.ts';

/** What building the syntax tree needs. `names` holds function names the grammar does not know, by where they start. */
export interface Source {
  readonly text: string;
  readonly names: ReadonlyMap<number, LabelName>;
  readonly complain: Complain;
}

const place = ({ from, to }: SyntaxNode): Place => ({ start: from, end: to });

const childrenNamed = (node: SyntaxNode, name: string): readonly SyntaxNode[] => node.getChildren(name);

/** `!` in front of a child the grammar guarantees. */
const first = (node: SyntaxNode, name: string): SyntaxNode => node.getChild(name) ?? node;

const words = (source: Source, node: SyntaxNode): LabelName => ({ ...place(node), name: source.text.slice(node.from, node.to) });

const newer = (source: Source, node: SyntaxNode, what: string, version: string): void =>
  source.complain('version', place(node), `${what} need Prometheus ${version}; the target is 2.42`);

interface Text {
  readonly value: string;
  readonly broken: boolean;
}

const textOf = (source: Source, node: SyntaxNode): Text => {
  const read = unquote(source.text.slice(node.from, node.to));
  if (read.ok) return read;
  const start = node.from + read.at;
  source.complain('syntax', { start, end: start + read.length }, read.message);
  return { value: '', broken: false };
};

const operators: ReadonlyMap<string, MatchOperator> = new Map([
  ['=', '='],
  ['!=', '!='],
  ['=~', '=~'],
  ['!~', '!~'],
]);

const matcher = (source: Source, node: SyntaxNode): Matcher => {
  const value = first(node, 'StringLiteral');
  const op = operators.get(words(source, first(node, 'MatchOp')).name) ?? '=';
  const text = textOf(source, value);
  if (text.broken && op.endsWith('~')) source.complain('regexp', place(value), 'this regular expression is no valid UTF-8');
  return { ...place(node), label: words(source, first(node, 'LabelName')).name, op, value: text.value, valuePlace: place(value) };
};

const selector = (source: Source, node: SyntaxNode): Selector => {
  const name = node.getChild('Identifier');
  const braces = node.getChild('LabelMatchers');
  const quoted = braces === null ? [] : [...childrenNamed(braces, 'QuotedLabelName'), ...childrenNamed(braces, 'QuotedLabelMatcher')];
  for (const one of quoted) newer(source, one, 'quoted names in a selector', '3.0');
  return {
    kind: 'selector',
    ...place(node),
    ...(name === null ? {} : { name: words(source, name).name }),
    nameEnd: name?.to ?? node.from,
    matchers: braces === null ? [] : childrenNamed(braces, 'UnquotedLabelMatcher').map((one) => matcher(source, one)),
    ...(braces === null ? {} : { braces: place(braces) }),
  };
};

const labels = (source: Source, node: SyntaxNode): readonly LabelName[] => {
  for (const one of childrenNamed(node, 'QuotedLabelName')) newer(source, one, 'quoted label names', '3.0');
  for (const one of childrenNamed(node, 'LabelName')) {
    const { name } = words(source, one);
    if (/^(?:inf|nan)$/i.test(name)) source.complain('syntax', place(one), `\`${name}\` is a number, not a label`);
  }
  return childrenNamed(node, 'LabelName').map((one) => words(source, one));
};

const number = (source: Source, node: SyntaxNode): NumberLiteral => {
  const text = source.text.slice(node.from, node.to).replace(/#[^\n]*/g, '');
  const read = readNumber(text);
  if (!read.ok) source.complain('syntax', place(node), read.message);
  return { kind: 'number', ...place(node), value: read.ok ? read.value : Number.NaN };
};

const string = (source: Source, node: SyntaxNode): StringLiteral => ({ kind: 'string', ...place(node), value: textOf(source, node).value });

const duration = (source: Source, node: SyntaxNode | null): number => {
  if (node === null) return 0;
  if (node.getChild('NumberDurationLiteralInDurationContext') === null || node.firstChild?.nextSibling) {
    newer(source, node, 'calculated durations', '3.4');
    return 1;
  }
  const read = readDuration(source.text.slice(node.from, node.to));
  if (!read.ok) source.complain('syntax', place(node), read.message);
  return read.ok ? read.ms : 1;
};

type Wrap = (operand: Expression) => Expression;

const offset = (source: Source, node: SyntaxNode): Wrap => {
  const amount = node.getChild('OffsetDurationExpr');
  const inner = amount?.getChild('OffsetDurationExpr') ?? amount;
  if (inner !== amount && amount && source.text[amount.from] === '+') {
    source.complain('syntax', place(amount), 'an offset takes no `+`', 'write the duration alone');
  }
  duration(source, inner);
  return (of) => ({ kind: 'offset', start: of.start, end: node.to, of });
};

/** Seconds, which Prometheus compares with the largest 64-bit integer. */
const latest = 2 ** 63;

const at = (source: Source, node: SyntaxNode): Wrap => {
  const time = node.lastChild;
  if (time?.name === 'NumberDurationLiteral') {
    const { value } = number(source, time);
    if (!(Math.abs(value) < latest)) source.complain('modifier', place(time), 'this time is out of bounds for `@`');
  }
  const edge = node.getChild('AtModifierPreprocessors') !== null;
  return (of) => ({ kind: 'at', start: of.start, end: node.to, of, edge });
};

const range = (source: Source, node: SyntaxNode): Wrap => {
  const ms = duration(source, node.getChild('DurationExpr'));
  return (of) => ({ kind: 'range', start: of.start, end: node.to, of, ms });
};

const subquery = (source: Source, node: SyntaxNode): Wrap => {
  const [length, step] = node.getChildren('DurationExpr');
  const ms = duration(source, length ?? null);
  duration(source, step ?? null);
  return (of) => ({ kind: 'subquery', start: of.start, end: node.to, of, ms });
};

const experimental = (source: Source, node: SyntaxNode): Wrap => {
  newer(source, node.lastChild ?? node, '`anchored` and `smoothed`', '3.7');
  return (of) => of;
};

const args = (source: Source, node: SyntaxNode): readonly Expression[] =>
  (node.getChild('FunctionCallBody')?.getChildren('Expr') ?? []).map((one) => expression(source, one));

const call = (source: Source, node: SyntaxNode): Call => {
  const name = first(node, 'FunctionIdentifier');
  return { kind: 'call', ...place(node), name: source.names.get(name.from) ?? words(source, name), args: args(source, node) };
};

const grouping = (source: Source, node: SyntaxNode | null): Grouping | undefined => {
  const list = node?.getChild('GroupingLabels');
  if (!node || !list) return undefined;
  return { ...place(node), mode: node.getChild('By') === null ? 'without' : 'by', labels: labels(source, list) };
};

const aggregation = (source: Source, node: SyntaxNode): Aggregation | Call => {
  const written = words(source, first(node, 'AggregateOp'));
  const op = { ...written, name: written.name.toLowerCase() };
  if (!aggregations.has(op.name)) return { kind: 'call', ...place(node), name: written, args: args(source, node) };
  const by = grouping(source, node.getChild('AggregateModifier'));
  return { kind: 'aggregation', ...place(node), op, args: args(source, node), ...(by === undefined ? {} : { grouping: by }) };
};

const matching = (source: Source, node: SyntaxNode | null): Matching | undefined => {
  if (node === null) return undefined;
  const [on, include] = node.getChildren('GroupingLabels');
  const side = node.getChild('GroupLeft') ? 'left' : node.getChild('GroupRight') ? 'right' : undefined;
  return {
    ...place(node),
    mode: node.getChild('On') === null ? 'ignoring' : 'on',
    labels: on === undefined ? [] : labels(source, on),
    include: include === undefined ? [] : labels(source, include),
    ...(side === undefined ? {} : { group: side }),
  };
};

const operatorOf = (source: Source, node: SyntaxNode, left: SyntaxNode): LabelName => {
  const op = left.nextSibling ?? node;
  if (op.name === 'TrimUpper' || op.name === 'TrimLower') newer(source, op, `\`${words(source, op).name}\` operators`, '3.9');
  const fill = node.getChild('FillModifier');
  if (fill !== null) newer(source, fill, 'fill modifiers', '3.9');
  return words(source, op);
};

const operator = (source: Source, node: SyntaxNode, left: SyntaxNode): Operator => {
  const op = operatorOf(source, node, left);
  const vector = matching(source, node.getChild('MatchingModifierClause'));
  return {
    op: op.name.toLowerCase(),
    opPlace: { start: op.start, end: op.end },
    bool: node.getChild('BoolModifier') !== null,
    ...(vector === undefined ? {} : { matching: vector }),
  };
};

const postfixes: ReadonlyMap<string, (source: Source, node: SyntaxNode) => Wrap> = new Map([
  ['MatrixSelector', range],
  ['SubqueryExpr', subquery],
  ['OffsetExpr', offset],
  ['StepInvariantExpr', at],
  ['AnchoredExpr', experimental],
  ['SmoothedExpr', experimental],
]);

const single = (operand: Operand): Chain => ({ operands: [operand], operators: [] });

const signAt = (source: Source, at: number): Sign => ({ op: source.text[at] ?? '', start: at, end: at + 1 });

/** A modifier or range belongs to the operand just before it; the grammar hangs it on everything to the left. */
const postfix = (source: Source, node: SyntaxNode, wrap: Wrap): Chain => {
  const chain = flatten(source, node.firstChild ?? node);
  const last = chain.operands.pop();
  if (last !== undefined) chain.operands.push({ ...last, of: wrap(last.of) });
  return chain;
};

const infix = (source: Source, node: SyntaxNode): Chain => {
  const [left = node, right = node] = node.getChildren('Expr');
  const chain = flatten(source, left);
  const rest = flatten(source, right);
  chain.operators.push(operator(source, node, left), ...rest.operators);
  chain.operands.push(...rest.operands);
  return chain;
};

const prefix = (source: Source, node: SyntaxNode): Chain => {
  const chain = flatten(source, node.getChild('Expr') ?? node);
  const first = chain.operands.shift();
  if (first !== undefined) chain.operands.unshift({ ...first, signs: [signAt(source, node.from), ...first.signs] });
  return chain;
};

/** The grammar's grouping is not Prometheus' own (modifiers, signed numbers), so it is undone here and done again by precedence. */
const flatten = (source: Source, node: SyntaxNode): Chain => {
  const wrap = postfixes.get(node.name);
  if (wrap !== undefined) return postfix(source, node, wrap(source, node));
  if (node.name === 'BinaryExpr') return infix(source, node);
  if (node.name === 'UnaryExpr') return prefix(source, node);
  const of = atom(source, node);
  const sign = source.text[node.from];
  if (of.kind !== 'number' || (sign !== '-' && sign !== '+')) return single({ signs: [], of });
  const value = sign === '-' ? -of.value : of.value;
  return single({ signs: [signAt(source, node.from)], of: { ...of, start: node.from + 1, value } });
};

const atom = (source: Source, node: SyntaxNode): Expression => {
  switch (node.name) {
    case 'VectorSelector':
      return selector(source, node);
    case 'NumberDurationLiteral':
      return number(source, node);
    case 'FunctionCall':
      return call(source, node);
    case 'AggregateExpr':
      return aggregation(source, node);
    case 'ParenExpr':
      return { kind: 'paren', ...place(node), of: expression(source, first(node, 'Expr')) };
    default:
      return string(source, node);
  }
};

/** The expression of a syntax tree without errors. Mistakes that the grammar lets pass but 2.42's lexer does not are complained of. */
export const expression = (source: Source, node: SyntaxNode): Expression => group(flatten(source, node));
