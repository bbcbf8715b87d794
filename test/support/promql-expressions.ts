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

/** `usual` far more often than `odd`. */
const mostly = (usual: readonly string[], odd: readonly string[]) =>
  fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: fc.constantFrom(...odd) });
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

const label = mostly(['a', 'host', 'job', 'on', 'by', 'sum', 'offset'], labelNames);
const regexMatcher = (text: fc.Arbitrary<string>) =>
  fc.tuple(one('a', 'job'), one('=~', '!~'), text).map(([name, op, value]) => `${name}${op}${JSON.stringify(value)}`);

const matcher = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(label, mostly(['=', '!='], ['==']), mostly(['""', '"x"', "'y'"], ['x'])).map((parts) => parts.join('')),
  },
  { weight: 4, arbitrary: regexMatcher(one('x|y', '.*', '.+', '', '|x', '[a-z]+\\d{2}')) },
  { weight: 1, arbitrary: regexMatcher(regexText) },
  { weight: 1, arbitrary: fc.tuple(label, stringLiteral).map(([name, value]) => `${name}=${value}`) },
);

const name = mostly(['foo', 'bar_total', 'a:b:c', 'up', 'offset', 'start'], names);

const selector = fc.oneof(
  { weight: 4, arbitrary: name },
  { weight: 4, arbitrary: fc.tuple(name, list(matcher, 3)).map(([word, matchers]) => `${word}{${matchers}}`) },
  {
    weight: 1,
    arbitrary: fc.tuple(maybe(name), list(matcher, 3), maybe(one(',', ' '))).map(([word, matchers, end]) => `${word}{${matchers}${end}}`),
  },
);

const duration = mostly(['5m', '1h', '1h30m', '1d', '1y2w3d', '90s', '10ms', ' 5m '], durations);
const range = duration.map((text) => `[${text}]`);
const subquery = fc.tuple(duration, maybe(mostly(['1m', '30s'], ['0s', '5']))).map(([length, step]) => `[${length}:${step}]`);
const moved = fc.oneof(
  duration.map((text) => ` offset ${text}`),
  mostly(['5', '-1.5', 'start()', 'end()', 'START()', '3.'], ['start', '5m', 'NaN', '1e30']).map((text) => ` @ ${text}`),
);
const anyModifier = fc.oneof(range, subquery, moved);

const labels = list(label, 2).chain((text) => maybe(mostly([''], [','])).map((end) => `(${text}${end})`));
const grouping = fc.tuple(one('by', 'without', 'By'), labels).map((parts) => ` ${parts.join(' ')} `);
const clause = fc.tuple(one(' on', ' ignoring'), labels).map((parts) => parts.join(''));
const side = one(' group_left', ' group_right', ' group_left(x)', ' group_right(a)');

/** Modifiers where they belong, for an operator of each kind; and anywhere. */
const arithmetic = fc.tuple(
  one('+', '-', '*', '/', '%', '^', 'atan2'),
  maybe(fc.tuple(clause, maybe(side)).map((parts) => parts.join(''))),
);
const comparison = fc.tuple(one('==', '!=', '>', '<', '>=', '<='), maybe(one(' bool ')), maybe(clause));
const setOperation = fc.tuple(one('and', 'or', 'unless', 'AND'), maybe(clause));
const anyOperation = fc.tuple(one(...operators), maybe(one(' bool ')), maybe(clause), maybe(side));
const operation = fc.oneof(arithmetic, comparison, setOperation).map((parts) => parts.join(''));

const { expression } = fc.letrec<{ expression: string; vector: string; scalar: string }>((tie) => {
  const vector = tie('vector');
  const scalar = tie('scalar');
  const call = fc.oneof(
    fc.tuple(one(...instant), vector).map(([word, arg]) => `${word}(${arg})`),
    fc.tuple(one(...ranged), selector, range, maybe(moved)).map(([word, ...arg]) => `${word}(${arg.join('')})`),
    fc.tuple(one(...ranged), vector, subquery).map(([word, arg, length]) => `${word}((${arg})${length})`),
    fc.tuple(one('round', 'clamp_min', 'clamp_max'), vector, scalar).map(([word, arg, limit]) => `${word}(${arg}, ${limit})`),
    fc.tuple(vector, stringLiteral).map(([arg, text]) => `label_replace(${arg}, "a", "$1", "b", ${text})`),
  );
  const aggregation = fc
    .tuple(one('sum', 'avg', 'count', 'max', 'SUM', 'topk', 'quantile', 'count_values'), maybe(grouping), vector, maybe(grouping), scalar)
    .map(([op, before, arg, after, number]) => {
      const parameter = op === 'count_values' ? '"a",' : op === 'topk' || op === 'quantile' ? `${number},` : '';
      return `${op}${before}(${parameter}${arg})${before === '' ? after : ''}`;
    });
  const odd = fc.oneof(
    fc
      .tuple(one(...others, ...ranged, ...instant), list(fc.oneof(vector, scalar, stringLiteral), 4))
      .map(([word, args]) => `${word}(${args})`),
    fc.tuple(one(...unknown), list(vector, 2)).map(([word, args]) => `${word}(${args})`),
    fc
      .tuple(one(...aggregations), maybe(one('1,', '"a",', '0.9,', 'foo,')), vector)
      .map(([op, parameter, arg]) => `${op}(${parameter}${arg})`),
    fc.tuple(vector, anyModifier, anyModifier).map((parts) => parts.join('')),
    fc
      .tuple(fc.oneof(vector, scalar), anyOperation, fc.oneof(vector, scalar))
      .map(([left, op, right]) => `${left} ${op.join('')} ${right}`),
  );
  return {
    scalar: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      mostly(['0', '1', '5.', '.5', '1e3', '0x1F', '0XfF', '017', '-1', '+2', '- 3', '09'], numbers),
      fc.tuple(scalar, one('+', '-', '*', '/', '%', '^', '> bool', '=='), scalar).map((parts) => parts.join(' ')),
      fc.tuple(one('-', '+ '), scalar).map((parts) => parts.join('')),
      one('time()', 'pi()', 'scalar(foo)'),
    ),
    vector: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 3, arbitrary: selector },
      { weight: 2, arbitrary: fc.tuple(selector, moved).map((parts) => parts.join('')) },
      { weight: 3, arbitrary: call },
      { weight: 3, arbitrary: aggregation },
      { weight: 2, arbitrary: fc.tuple(vector, operation, vector).map((parts) => parts.join(' ')) },
      { weight: 2, arbitrary: fc.tuple(vector, one('+', '*', '>', '== bool', '^'), scalar).map((parts) => parts.join(' ')) },
      { weight: 1, arbitrary: fc.tuple(one('-', '+', '- '), vector).map((parts) => parts.join('')) },
      { weight: 1, arbitrary: vector.map((text) => `(${text})`) },
      { weight: 1, arbitrary: odd },
    ),
    expression: fc.oneof({ weight: 6, arbitrary: vector }, { weight: 1, arbitrary: scalar }, { weight: 1, arbitrary: odd }),
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
