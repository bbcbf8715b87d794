import type { LabelName, Matcher, MatchOperator, NumberLiteral, Place, Selector, StringLiteral } from './ast.ts';
import { readDuration, readNumber } from './numbers.ts';
import type { Complain } from './problem.ts';
import { childNamed, childrenNamed, type Syntax } from './syntax.ts';
import { unquote } from './unquote.ts';

/** What building the syntax tree needs. `names` holds function names the grammar does not know, by where they start. */
export interface Source {
  readonly text: string;
  readonly names: ReadonlyMap<number, LabelName>;
  readonly complain: Complain;
}

export const place = ({ start, end }: Syntax): Place => ({ start, end });

/** `!` in front of a child the grammar guarantees. */
export const first = (node: Syntax, name: string): Syntax => childNamed(node, name) ?? node;

export const words = (source: Source, node: Syntax): LabelName => ({ ...place(node), name: source.text.slice(node.start, node.end) });

/** Tells of what came after 2.42. */
export const newer = (source: Source, node: Syntax, [what, version]: readonly [what: string, version: string]): void =>
  source.complain('version', place(node), [`${what} came with Prometheus ${version}`, 'write it as Prometheus 2.42 reads it']);

interface Text {
  readonly value: string;
  readonly broken: boolean;
}

const textOf = (source: Source, node: Syntax): Text => {
  const read = unquote(source.text.slice(node.start, node.end));
  if (read.ok) return read;
  const start = node.start + read.at;
  source.complain('syntax', { start, end: start + read.length }, read.message);
  return { value: '', broken: false };
};

const operators: ReadonlyMap<string, MatchOperator> = new Map([
  ['=', '='],
  ['!=', '!='],
  ['=~', '=~'],
  ['!~', '!~'],
]);

const matcher = (source: Source, node: Syntax): Matcher => {
  const value = first(node, 'StringLiteral');
  const op = operators.get(words(source, first(node, 'MatchOp')).name) ?? '=';
  const text = textOf(source, value);
  if (text.broken && op.endsWith('~')) source.complain('regexp', place(value), 'this regular expression is no valid UTF-8');
  return { ...place(node), label: words(source, first(node, 'LabelName')).name, op, value: text.value, valuePlace: place(value) };
};

export const selector = (source: Source, node: Syntax): Selector => {
  const name = childNamed(node, 'Identifier');
  const braces = childNamed(node, 'LabelMatchers');
  const quoted = braces === undefined ? [] : [...childrenNamed(braces, 'QuotedLabelName'), ...childrenNamed(braces, 'QuotedLabelMatcher')];
  for (const one of quoted) newer(source, one, ['quoted names in a selector', '3.0']);
  return {
    kind: 'selector',
    ...place(node),
    ...(name === undefined ? {} : { name: words(source, name).name }),
    nameEnd: name?.end ?? node.start,
    matchers: braces === undefined ? [] : childrenNamed(braces, 'UnquotedLabelMatcher').map((one) => matcher(source, one)),
    ...(braces === undefined ? {} : { braces: place(braces) }),
  };
};

export const labels = (source: Source, node: Syntax): readonly LabelName[] => {
  for (const one of childrenNamed(node, 'QuotedLabelName')) newer(source, one, ['quoted label names', '3.0']);
  for (const one of childrenNamed(node, 'LabelName')) {
    const { name } = words(source, one);
    if (/^(?:inf|nan)$/i.test(name)) source.complain('syntax', place(one), `\`${name}\` is a number, not a label`);
  }
  return childrenNamed(node, 'LabelName').map((one) => words(source, one));
};

export const number = (source: Source, node: Syntax): NumberLiteral => {
  const text = source.text.slice(node.start, node.end).replace(/#[^\n]*/g, '');
  const read = readNumber(text);
  if (!read.ok) source.complain('syntax', place(node), read.message);
  return { kind: 'number', ...place(node), value: read.ok ? read.value : Number.NaN };
};

export const string = (source: Source, node: Syntax): StringLiteral => ({
  kind: 'string',
  ...place(node),
  value: textOf(source, node).value,
});

export const duration = (source: Source, node: Syntax | undefined): number => {
  if (node === undefined) return 0;
  if (childNamed(node, 'NumberDurationLiteralInDurationContext') === undefined || node.children.length > 1) {
    newer(source, node, ['calculated durations', '3.4']);
    return 1;
  }
  const read = readDuration(source.text.slice(node.start, node.end));
  if (!read.ok) source.complain('syntax', place(node), read.message);
  return read.ok ? read.ms : 1;
};
