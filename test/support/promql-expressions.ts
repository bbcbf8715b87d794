import fc from 'fast-check';

/** Texts near and inside PromQL: about half of them valid, the others wrong in small ways. */

const names = ['foo', 'bar_total', 'a:b:c', 'up', 'offset', 'sum', 'by', 'start', 'rate', 'inf_x', 'Offset', 'min'];
const labelNames = ['a', 'host', 'le', 'on', 'by', 'offset', 'group_left', 'sum', '__name__', 'job', 'inf', 'bool', 'and'];
const numbers = [
  '0',
  '1',
  '5.',
  '.5',
  '1e3',
  '0x1F',
  '0XfF',
  '017',
  'Inf',
  'NaN',
  '-1',
  '+2',
  '1_000',
  '5m',
  '1e999',
  '99999999999999999999',
  '- 3',
  '09',
];
const durations = ['5m', '1h', '1h30m', '0s', '1m1h', '1d', '5', '1y2w3d', '90s', '1.5h', '10ms', '-5m', '400y', '5M', '5m ', ' 5m', ''];
const aggregations = [
  'sum',
  'avg',
  'count',
  'min',
  'max',
  'group',
  'stddev',
  'stdvar',
  'SUM',
  'topk',
  'bottomk',
  'quantile',
  'count_values',
  'limitk',
];
const instant = ['abs', 'ceil', 'absent', 'histogram_count', 'ln', 'sort', 'timestamp', 'sgn', 'cos', 'scalar', 'exp', 'hour', 'year'];
const ranged = ['rate', 'irate', 'increase', 'delta', 'avg_over_time', 'absent_over_time', 'changes', 'last_over_time', 'deriv'];
const others = [
  'vector',
  'time',
  'pi',
  'round',
  'clamp',
  'clamp_min',
  'predict_linear',
  'label_replace',
  'label_join',
  'quantile_over_time',
  'histogram_quantile',
];
const unknown = [
  'Rate',
  'sort_by_label',
  'mad_over_time',
  'info',
  'f',
  'blah',
  'start',
  'range',
  'holt_winters',
  'double_exponential_smoothing',
];
const operators = ['+', '-', '*', '/', '%', '^', 'atan2', '==', '!=', '>', '<', '>=', '<=', 'and', 'or', 'unless', 'AND'];
const strays = [
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  '=',
  '==',
  'bool',
  'on',
  'by',
  'offset',
  '@',
  '"x"',
  '5m',
  '1',
  'foo',
  ':',
  '!',
  '=~',
  '#',
  ';',
  '$x',
  '%',
  "'",
];

const one = (...list: readonly string[]) => fc.constantFrom(...list);
const list = (item: fc.Arbitrary<string>, max: number) => fc.array(item, { maxLength: max }).map((items) => items.join(','));
const maybe = (item: fc.Arbitrary<string>) => fc.option(item, { nil: '', freq: 2 });

const regexParts = [
  ...[
    'a',
    'b',
    'web',
    '.',
    '*',
    '+',
    '?',
    '|',
    '(',
    ')',
    '(?:',
    '(?i)',
    '(?i:',
    '(?P<n>',
    '(?P<m>',
    '(?=',
    '(?!',
    '(?<n>',
    '[',
    ']',
    '[^',
    '-',
    '^',
    '$',
  ],
  ...[
    '{2}',
    '{2,}',
    '{1,3}',
    '{3,1}',
    '{1000}',
    '{1001}',
    '{,2}',
    '{',
    '}',
    '\\d',
    '\\w',
    '\\b',
    '\\B',
    '\\A',
    '\\z',
    '\\Z',
    '\\.',
    '\\-',
    '\\1',
    '\\12',
    '\\8',
  ],
  ...[
    '\\x41',
    '\\x{41}',
    '\\x4',
    '\\Q',
    '\\E',
    '\\p{L}',
    '\\pL',
    '\\p{Greek}',
    '\\p{Nope}',
    '\\PN',
    '[[:alpha:]]',
    '[:alpha:]',
    '[[:nope:]]',
    'a-z',
    'z-a',
    '\\',
    '\\n',
    '\\e',
    '\\_',
    'é',
    '(?-s)',
    '(?s-',
    '(?)',
  ],
];
/** Texts near RE2. */
export const regexText: fc.Arbitrary<string> = fc.array(one(...regexParts), { maxLength: 7 }).map((parts) => parts.join(''));

const stringParts = [
  'a',
  'web1',
  '\\n',
  '\\\\',
  "\\'",
  '\\"',
  '\\x41',
  '\\u00e9',
  '\\U0001F600',
  '\\101',
  '\\777',
  '\\ud800',
  '\\q',
  '\\x4',
  '{',
  '#',
  'é',
  "'",
  '`',
  ' ',
];
const stringLiteral: fc.Arbitrary<string> = fc
  .tuple(one('"', '"', '"', "'", '`'), fc.array(one(...stringParts), { maxLength: 3 }))
  .map(([quote, parts]) => `${quote}${parts.filter((part) => part !== quote).join('')}${quote}`);

const matcher = fc.oneof(
  fc.tuple(one(...labelNames), one('=', '!=', '=', '=='), fc.oneof(stringLiteral, one('""', '"x"', 'x'))).map((parts) => parts.join('')),
  fc.tuple(one('a', 'job'), one('=~', '!~'), regexText).map(([label, op, text]) => `${label}${op}${JSON.stringify(text)}`),
  fc.tuple(one('a', 'job'), one('=~', '!~'), one('"x|y"', '".*"', '".+"', '""', '"|x"')).map((parts) => parts.join('')),
);

const selector = fc.oneof(
  one(...names),
  fc.tuple(maybe(one(...names)), list(matcher, 3), maybe(one(',', ' '))).map(([name, matchers, end]) => `${name}{${matchers}${end}}`),
);

const modifier = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  { weight: 3, arbitrary: one(...durations).map((text) => `[${text}]`) },
  { weight: 1, arbitrary: fc.tuple(one(...durations), maybe(one('1m', '30s', '0s', '5'))).map(([length, step]) => `[${length}:${step}]`) },
  { weight: 1, arbitrary: one(...durations).map((text) => ` offset ${text}`) },
  { weight: 1, arbitrary: one('5', '-1.5', 'start()', 'end()', 'START()', 'start', '5m', 'NaN', '1e30', '3.').map((text) => ` @ ${text}`) },
);

const labels = list(one(...labelNames), 2).chain((text) => maybe(one(',', '')).map((end) => `(${text}${end})`));
const grouping = fc.tuple(one('by', 'without', 'By'), labels).map((parts) => ` ${parts.join(' ')} `);
const matching = fc
  .tuple(
    maybe(one(' bool ')),
    maybe(fc.tuple(one(' on', ' ignoring'), labels).map((p) => p.join(''))),
    maybe(one(' group_left', ' group_right', ' group_left(x)', ' group_right(a)')),
  )
  .map((parts) => parts.join(''));

const { expression } = fc.letrec<{ expression: string; simple: string }>((tie) => {
  const inner = tie('expression');
  const call = fc.oneof(
    fc.tuple(one(...instant), inner).map(([name, arg]) => `${name}(${arg})`),
    fc.tuple(one(...ranged), selector, maybe(one('[5m]', '[5m]', '[5m:1m]'))).map(([name, arg, range]) => `${name}(${arg}${range})`),
    fc
      .tuple(one(...others, ...ranged, ...instant), list(fc.oneof(inner, stringLiteral, one('"a"', '1')), 4))
      .map(([name, args]) => `${name}(${args})`),
    fc.tuple(one(...unknown), list(inner, 2)).map(([name, args]) => `${name}(${args})`),
  );
  const aggregation = fc
    .tuple(one(...aggregations), maybe(grouping), maybe(one('1,', '"a",', '0.9,', 'foo,')), inner, maybe(grouping))
    .map(([name, before, parameter, arg, after]) => `${name}${before}(${parameter}${arg})${before === '' ? after : ''}`);
  return {
    simple: fc.oneof(
      { weight: 6, arbitrary: selector },
      { weight: 3, arbitrary: one(...numbers) },
      { weight: 1, arbitrary: stringLiteral },
    ),
    expression: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      tie('simple'),
      fc.tuple(selector, modifier).map((parts) => parts.join('')),
      fc.tuple(inner, modifier, modifier).map((parts) => parts.join('')),
      call,
      aggregation,
      fc.tuple(inner, one(...operators), matching, inner).map(([left, op, how, right]) => `${left} ${op}${how} ${right}`),
      fc.tuple(one('-', '+', '- '), inner).map((parts) => parts.join('')),
      inner.map((text) => `(${text})`),
    ),
  };
});

const pieces = /\s+|[A-Za-z_0-9.:]+|"[^"]*"|./g;

/** One token removed, doubled, replaced or put in. */
const broken = fc
  .tuple(expression, fc.nat(), one('remove', 'double', 'replace', 'insert'), one(...strays))
  .map(([text, at, how, stray]) => {
    const parts: string[] = text.match(pieces) ?? [];
    const index = at % Math.max(1, parts.length);
    const part = parts[index] ?? '';
    const instead = { remove: '', double: `${part} ${part}`, replace: stray, insert: `${part} ${stray} ` }[how] ?? '';
    return parts.toSpliced(index, 1, instead).join('');
  });

/** Texts near PromQL on one line. */
export const promqlText: fc.Arbitrary<string> = fc.oneof({ weight: 3, arbitrary: expression }, { weight: 1, arbitrary: broken });
