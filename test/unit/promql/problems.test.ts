import { expect, test } from 'vitest';
import { checkExpression } from '../../../src/promql/check.ts';

/** The first problem: its kind, the text it points at, and what it says. */
const first = (text: string) => {
  const [problem] = checkExpression(text).problems;
  return problem && [problem.kind, text.slice(problem.start, problem.end), problem.message, problem.help];
};

test.each([
  ['rate(foo)', 'type', 'foo', '`rate` needs a range vector here, not an instant vector', 'add a range such as `[5m]`'],
  ['Rate(foo[5m])', 'function', 'Rate', 'there is no function `Rate`', 'did you mean `rate` or `irate`?'],
  ['foo{a=b}', 'syntax', 'b', 'the value `b` is not in quotes', 'write `"b"`'],
  ['foo && bar', 'syntax', '&&', '`&&` cannot follow a finished expression', 'write `and`'],
  ['sum(foo', 'syntax', '(', 'this `(` is not closed', 'add `)`'],
  ['foo[1m1h]', 'syntax', '1m1h', '`1m1h` is no duration: whole numbers with y, w, d, h, m, s, ms, in this order, each once', undefined],
  ['', 'syntax', '', 'the expression is empty', 'write an expression, such as `up == 0`'],
  [
    'histogram_avg(foo)',
    'version',
    'histogram_avg',
    '`histogram_avg` came with Prometheus 2.51',
    'use a function that Prometheus 2.42 has',
  ],
  [
    'label_join(foo, "a-b", ",")',
    'evaluation',
    '"a-b"',
    '`a-b` cannot name a label',
    'use letters, digits and `_`, not starting with a digit',
  ],
])('%s is explained', (text, ...expected) => {
  expect(first(text)).toEqual(expected);
});

test('everything wrong with an expression is told at once, in the order of the text', () => {
  const { problems } = checkExpression('blah(rate(a)) + {x=~"("} offset 5m > sum(b, c)');
  expect(problems.map(({ kind, start }) => [kind, start])).toEqual([
    ['function', 0],
    ['type', 10],
    ['regexp', 20],
    ['arguments', 37],
  ]);
});

test.each([
  ['('.repeat(1900) + 'a' + ')'.repeat(1900)],
  ['-'.repeat(4000)],
  ['{'.repeat(4000)],
  ['"'.repeat(3999)],
  ['a' + '+a'.repeat(1999)],
  ['a' + '^a'.repeat(1999)],
])('an expression made to break a parser gives an answer', (text) => {
  expect(() => checkExpression(text)).not.toThrow();
});
