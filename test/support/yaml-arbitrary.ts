import fc from 'fast-check';

/** Data that YAML can write, and how it was written: an oracle that owes nothing to a parser. */
export interface Written {
  readonly value: unknown;
  readonly text: string;
}

/** One value in three layouts: behind a key on its line, in brackets, or on lines of its own. */
interface Node {
  readonly value: unknown;
  /** On one line, as it may stand in brackets; absent for what only blocks can hold. */
  readonly flow?: string;
  /** Behind `key:` or `-`, with the indentation of the lines below; starts with its own space or line end, ends with a line end. */
  readonly block: (indent: number, tail: string) => string;
}

const pad = (indent: number): string => ' '.repeat(indent);

const inline = (value: unknown, flow: string): Node => ({ value, flow, block: (_, tail) => ` ${flow}${tail}\n` });

const word = fc.stringMatching(/^[a-z][a-z0-9_./é-]{0,8}$/u).filter((text) => !/^(?:true|false|null)$/.test(text));
const words = fc.array(word, { minLength: 1, maxLength: 5 });
const special = fc.constantFrom(...'"\'\\:#-?,[]{}&*!|>%@` \n\t/éß€😀\u00a0'.match(/./gsu)!);
const anyText = fc.string({ unit: fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }), special), maxLength: 12 });
const oneLine = anyText.map((text) => text.replaceAll(/[\p{Cc}\uFEFF]/gu, ' '));

const plain = words.map((list) => inline(list.join(' '), list.join(' ')));
const keyword = fc
  .constantFrom<readonly [unknown, string]>([true, 'true'], [false, 'false'], [null, 'null'], [null, '~'])
  .map(([value, text]) => inline(value, text));
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })).map((value) => {
  const text = String(value);
  return /e/.test(text) ? inline(0, '0') : inline(Object.is(value, -0) ? 0 : value, text);
});
const quantity = fc
  .constantFrom('10k', '90%', '0.10', '-0', '5m', '22:00', '09:00-17:00', '2026-11-23', '0..', '1.2.3', 'no', 'on', '192.0.2.1')
  .map((text) => inline(text, text));
const double = anyText.map((text) => inline(text, JSON.stringify(text).replaceAll('\u007f', '\\u007f')));
const single = oneLine.map((text) => inline(text, `'${text.replaceAll("'", "''")}'`));

const folded = words.map((list): Node => ({
  value: list.join(' '),
  block: (indent, tail) => ` ${list.join(`\n${pad(indent + 1)}`)}${tail}\n`,
}));

const blankOr = fc.oneof({ weight: 4, arbitrary: words.map((list) => list.join(' ')) }, { weight: 1, arbitrary: fc.constant('') });
const literal = fc
  .record({
    first: words,
    rest: fc.array(blankOr, { maxLength: 4 }),
    style: fc.constantFrom('|', '|-', '>', '>-'),
    width: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ first, rest, style, width }): Node => {
    const lines = [first.join(' '), ...rest];
    while (lines.at(-1) === '') lines.pop();
    const joined = style.startsWith('|')
      ? lines.join('\n')
      : lines.join('\n').replaceAll(/\n+/g, (breaks) => (breaks.length === 1 ? ' ' : '\n'.repeat(breaks.length - 1)));
    const value = style.endsWith('-') ? joined : `${joined}\n`;
    return {
      value,
      block: (indent) => ` ${style}\n${lines.map((line) => (line === '' ? '\n' : `${pad(indent + width)}${line}\n`)).join('')}`,
    };
  });
const empty: Node = { value: null, block: (_, tail) => `${tail}\n` };

const key = fc.oneof(
  { weight: 6, arbitrary: word.map((text) => ({ text, written: text })) },
  {
    weight: 1,
    arbitrary: oneLine
      .filter((text) => !/^\d+$/.test(text))
      .map((text) => ({ text, written: JSON.stringify(text).replaceAll('\u007f', '\\u007f') })),
  },
);
const isUsable = (text: string): boolean => !['__proto__', 'constructor', 'prototype'].includes(text);
const tail = fc.constantFrom('', '', '', '  ', ' # comment', '  # "quoted: [" comment');
const between = fc.constantFrom('', '', '', '\n', '# left\n', '\n\n');

interface Entry {
  readonly key: { readonly text: string; readonly written: string };
  readonly node: Node;
  readonly tail: string;
  readonly before: string;
}

const mapOf = (entries: readonly Entry[], width: number): Node => {
  const flows = entries.map(({ key: { written }, node }) => (node.flow === undefined ? undefined : `${written}: ${node.flow}`));
  const lines = (indent: number): string =>
    entries
      .map(
        (entry, i) =>
          `${i === 0 ? '' : entry.before}${i === 0 ? '' : pad(indent)}${entry.key.written}:${entry.node.block(indent, entry.tail)}`,
      )
      .join('');
  const value = Object.fromEntries(entries.map(({ key: { text }, node }) => [text, node.value]));
  return {
    value,
    ...(flows.includes(undefined) ? {} : { flow: `{ ${flows.join(', ')} }` }),
    block: (indent, end) => (entries.length === 0 ? ` {}${end}\n` : `${end}\n${pad(indent + width)}${lines(indent + width)}`),
  };
};

const listOf = (items: readonly Omit<Entry, 'key'>[], width: number): Node => {
  const flows = items.map(({ node }) => node.flow);
  const line = (indent: number, item: Omit<Entry, 'key'>, i: number): string =>
    `${i === 0 ? '' : item.before}${pad(indent)}-${item.node.block(indent, item.tail)}`;
  return {
    value: items.map(({ node }) => node.value),
    ...(flows.includes(undefined) ? {} : { flow: `[${flows.join(', ')}]` }),
    block: (indent, end) =>
      items.length === 0 ? ` []${end}\n` : `${end}\n${items.map((item, i) => line(indent + width, item, i)).join('')}`,
  };
};

const inFlow = (node: Node): Node => (node.flow === undefined ? node : inline(node.value, node.flow));

const unique = <T extends { readonly key: { readonly text: string } }>(entries: readonly T[]): readonly T[] =>
  entries.filter((entry, i) => isUsable(entry.key.text) && entries.findIndex((other) => other.key.text === entry.key.text) === i);

const { node } = fc.letrec<{ node: Node; map: Node; list: Node }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(plain, keyword, number, quantity, double, single, folded, literal, fc.constant(empty)),
    tie('map'),
    tie('list'),
    tie('map').map(inFlow),
    tie('list').map(inFlow),
  ),
  map: fc
    .tuple(fc.array(fc.record({ key, node: tie('node'), tail, before: between }), { maxLength: 4 }), fc.integer({ min: 1, max: 4 }))
    .map(([entries, width]) => mapOf(unique(entries), width)),
  list: fc
    .tuple(fc.array(fc.record({ node: tie('node'), tail, before: between }), { maxLength: 4 }), fc.integer({ min: 1, max: 4 }))
    .map(([items, width]) => listOf(items, width)),
}));

/** A YAML document with one map at its root, in many styles. */
export const writtenDocument: fc.Arbitrary<Written> = fc
  .record({
    entries: fc.array(fc.record({ key, node, tail, before: between }), { minLength: 1, maxLength: 6 }),
    start: fc.constantFrom('', '---\n', '# head\n\n'),
  })
  .map(({ entries, start }) => {
    const kept = unique(entries);
    const text = kept.map((entry) => `${entry.before.trimStart()}${entry.key.written}:${entry.node.block(0, entry.tail)}`).join('');
    return { value: Object.fromEntries(kept.map(({ key: { text: name }, node: { value } }) => [name, value])), text: start + text };
  });

/** Pieces that YAML gives a meaning, for texts that are nearly YAML. */
export const yamlPieces: readonly string[] = [
  ...[
    ' ',
    '  ',
    '\n',
    '\n ',
    '\n  ',
    '\n\n',
    '\t',
    '\r\n',
    ':',
    ': ',
    '-',
    '- ',
    '? ',
    '#',
    ' #',
    ',',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '|',
    '>',
    '|-\n',
    '>-\n',
  ],
  ...[
    '&a ',
    '*a',
    '!',
    '!!str ',
    '%',
    '@',
    '`',
    '\\',
    '\\n',
    '~',
    '---\n',
    '...\n',
    '<<: ',
    '__proto__',
    'a',
    'key: ',
    'key:\n',
    '1',
    '0',
    '.',
    '012',
    'null',
  ],
  ...['true', '{a: b}', '[a, b]', '""', "''", '_', 'é', '\u00a0', '😀', '\u2028', '\u0085', '\u0000', '\uFEFF', '\uD800'],
];
