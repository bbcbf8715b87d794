import type { Aggregation, At, Call, Expression, Grouping, LabelName, Matching } from './ast.ts';
import { duration, first, labels, newer, number, place, selector, type Source, string, words } from './build-leaves.ts';
import { aggregations } from './functions.ts';
import { type Chain, group, type Operand, type Operator, type Sign } from './precedence.ts';
import { childNamed, childrenNamed, expressionsIn, type Syntax } from './syntax.ts';

type Wrap = (operand: Expression) => Expression;

const offset = (source: Source, node: Syntax): Wrap => {
  const amount = childNamed(node, 'OffsetDurationExpr');
  const inner = (amount && childNamed(amount, 'OffsetDurationExpr')) ?? amount;
  if (inner !== amount && amount && source.text[amount.start] === '+') {
    source.complain('syntax', place(amount), ['an offset takes no `+`', 'write the duration alone']);
  }
  const ms = duration(source, inner) * (inner === amount ? 1 : -1);
  return (of) => ({ kind: 'offset', start: of.start, end: node.end, of, ms });
};

/** Seconds, which Prometheus compares with the largest 64-bit integer. */
const latest = 2 ** 63;

const timeOf = (source: Source, node: Syntax): At['time'] => {
  const edge = childNamed(node, 'AtModifierPreprocessors');
  if (edge !== undefined) return words(source, edge).name.toLowerCase() === 'start' ? 'start' : 'end';
  const time = node.children.at(-1) ?? node;
  const { value } = number(source, time);
  if (!(Math.abs(value) < latest)) source.complain('modifier', place(time), 'this time is out of bounds for `@`');
  return value;
};

const at = (source: Source, node: Syntax): Wrap => {
  const time = timeOf(source, node);
  return (of) => ({ kind: 'at', start: of.start, end: node.end, of, time });
};

const range = (source: Source, node: Syntax): Wrap => {
  const ms = duration(source, childNamed(node, 'DurationExpr'));
  return (of) => ({ kind: 'range', start: of.start, end: node.end, of, ms });
};

const subquery = (source: Source, node: Syntax): Wrap => {
  const [length, step] = childrenNamed(node, 'DurationExpr');
  const ms = duration(source, length);
  const stepMs = duration(source, step);
  return (of) => ({ kind: 'subquery', start: of.start, end: node.end, of, ms, stepMs });
};

const experimental = (source: Source, node: Syntax): Wrap => {
  newer(source, node.children.at(-1) ?? node, ['`anchored` and `smoothed`', '3.7']);
  return (of) => of;
};

const args = (source: Source, node: Syntax): readonly Expression[] =>
  expressionsIn(first(node, 'FunctionCallBody')).map((one) => expression(source, one));

const call = (source: Source, node: Syntax): Call => {
  const name = first(node, 'FunctionIdentifier');
  return { kind: 'call', ...place(node), name: source.names.get(name.start) ?? words(source, name), args: args(source, node) };
};

const grouping = (source: Source, node: Syntax | undefined): Grouping | undefined => {
  const list = node && childNamed(node, 'GroupingLabels');
  if (!node || !list) return undefined;
  return { ...place(node), mode: childNamed(node, 'By') === undefined ? 'without' : 'by', labels: labels(source, list) };
};

const aggregation = (source: Source, node: Syntax): Aggregation | Call => {
  const written = words(source, first(node, 'AggregateOp'));
  const op = { ...written, name: written.name.toLowerCase() };
  if (!aggregations.has(op.name)) return { kind: 'call', ...place(node), name: written, args: args(source, node) };
  const by = grouping(source, childNamed(node, 'AggregateModifier'));
  return { kind: 'aggregation', ...place(node), op, args: args(source, node), ...(by === undefined ? {} : { grouping: by }) };
};

const matching = (source: Source, node: Syntax | undefined): Matching | undefined => {
  if (node === undefined) return undefined;
  const [on, include] = childrenNamed(node, 'GroupingLabels');
  const side = childNamed(node, 'GroupLeft') ? 'left' : childNamed(node, 'GroupRight') ? 'right' : undefined;
  return {
    ...place(node),
    mode: childNamed(node, 'On') === undefined ? 'ignoring' : 'on',
    labels: on === undefined ? [] : labels(source, on),
    include: include === undefined ? [] : labels(source, include),
    ...(side === undefined ? {} : { group: side }),
  };
};

const operatorOf = (source: Source, node: Syntax, left: Syntax): LabelName => {
  const op = node.children[node.children.indexOf(left) + 1] ?? node;
  if (op.name === 'TrimUpper' || op.name === 'TrimLower') newer(source, op, [`\`${words(source, op).name}\` operators`, '3.9']);
  const fill = childNamed(node, 'FillModifier');
  if (fill !== undefined) newer(source, fill, ['fill modifiers', '3.9']);
  return words(source, op);
};

const operator = (source: Source, node: Syntax, left: Syntax): Operator => {
  const op = operatorOf(source, node, left);
  const vector = matching(source, childNamed(node, 'MatchingModifierClause'));
  return {
    op: op.name.toLowerCase(),
    opPlace: { start: op.start, end: op.end },
    bool: childNamed(node, 'BoolModifier') !== undefined,
    ...(vector === undefined ? {} : { matching: vector }),
  };
};

const postfixes: ReadonlyMap<string, (source: Source, node: Syntax) => Wrap> = new Map([
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
const postfix = (source: Source, node: Syntax, wrap: Wrap): Chain => {
  const chain = flatten(source, node.children[0] ?? node);
  const last = chain.operands.pop();
  if (last !== undefined) chain.operands.push({ ...last, of: wrap(last.of) });
  return chain;
};

const infix = (source: Source, node: Syntax): Chain => {
  const [left = node, right = node] = expressionsIn(node);
  const chain = flatten(source, left);
  const rest = flatten(source, right);
  chain.operators.push(operator(source, node, left), ...rest.operators);
  chain.operands.push(...rest.operands);
  return chain;
};

const prefix = (source: Source, node: Syntax): Chain => {
  const chain = flatten(source, expressionsIn(node)[0] ?? node);
  const first = chain.operands.shift();
  if (first !== undefined) chain.operands.unshift({ ...first, signs: [signAt(source, node.start), ...first.signs] });
  return chain;
};

/** The grammar's grouping is not Prometheus' own (modifiers, signed numbers), so it is undone here and done again by precedence. */
const flatten = (source: Source, node: Syntax): Chain => {
  const wrap = postfixes.get(node.name);
  if (wrap !== undefined) return postfix(source, node, wrap(source, node));
  if (node.name === 'BinaryExpr') return infix(source, node);
  if (node.name === 'UnaryExpr') return prefix(source, node);
  const of = atom(source, node);
  const sign = source.text[node.start];
  if (of.kind !== 'number' || (sign !== '-' && sign !== '+')) return single({ signs: [], of });
  const value = sign === '-' ? -of.value : of.value;
  return single({ signs: [signAt(source, node.start)], of: { ...of, start: node.start + 1, value } });
};

const atom = (source: Source, node: Syntax): Expression => {
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
      return { kind: 'paren', ...place(node), of: expression(source, expressionsIn(node)[0] ?? node) };
    default:
      return string(source, node);
  }
};

/** The expression of a syntax tree without errors. Mistakes that the grammar lets pass but 2.42's lexer does not are complained of. */
export const expression = (source: Source, node: Syntax): Expression => group(flatten(source, node));
