import { expect, test } from 'vitest';
import { checkExpression } from '../../../src/promql/check.ts';

test.each([
  ['up == 0', true],
  ['absent(up)', true],
  ['a unless b', true],
  ['sum(up == 0)', true],
  ['max_over_time((up == 0)[1h:1m])', true],
  ['(up == 0) * 2', true],
  ['up == bool 0', false],
  ['up', false],
  ['a and b', false],
  ['a and (b > 1)', true],
  ['a or (b > 1)', false],
  ['vector(scalar(up == 0))', false],
])('%s is a condition: %s', (expression, conditional) => {
  expect(checkExpression(expression).conditional).toBe(conditional);
});

test.each([
  ['vector(0)', true],
  ['up == 0 or vector(0)', true],
  ['sum(vector(1))', true],
  ['-vector(1)', true],
  ['vector(2) > 1', true],
  ['hour() + 1', true],
  ['hour() > 8', false],
  ['up', false],
  ['absent(vector(1))', false],
  ['vector(1) unless up', false],
])('%s is always there: %s', (expression, always) => {
  expect(checkExpression(expression).alwaysPresent).toBe(always);
});

test.each([
  ['x > 5 and x < 3', true],
  ['x > 5 and x < 6', false],
  ['x >= 5 and x <= 5', false],
  ['x > 5 and x <= 5', true],
  ['x > 5 < 3', true],
  ['5 < x < 3', true],
  ['x == 1 and x == 2', true],
  ['x > 5 and on (host) x < 3', false],
  ['x{a="1"} > 5 and x{a="2"} < 3', false],
  ['x offset 1h > 5 and x < 3', false],
  ['x offset 1h > 5 and x offset 2h < 3', false],
  ['x > 5 or x < 3', false],
  ['x == NaN', true],
  ['x != NaN', false],
  ['vector(1) > 2', true],
  ['absent(x == NaN)', false],
  ['sum(x > 5 < 3)', true],
  ['x > bool 5 < 0', false],
])('%s is never there: %s', (expression, never) => {
  expect(checkExpression(expression).problems).toEqual([]);
  expect(checkExpression(expression).neverPresent).toBe(never);
});

test('the metrics an expression reads are named, with what is done over their ranges', () => {
  const { metricNames, uses } = checkExpression('rate(a[5m] offset 1h) / on () max({__name__="b"}) > a');
  expect(metricNames).toEqual(['a', 'b']);
  expect(uses.map(({ name, over }) => [name, over])).toEqual([
    ['a', 'rate'],
    ['b', undefined],
    ['a', undefined],
  ]);
});

test.each([
  ['1 + 1', 'scalar'],
  ['up', 'instant vector'],
  ['up[5m]', 'range vector'],
  ['up[5m:1m] offset 1h', 'range vector'],
  ['"x"', 'string'],
  ['-(time())', 'scalar'],
  ['1 > bool 2', 'scalar'],
  ['1 + up', 'instant vector'],
])('%s gives a %s', (expression, type) => {
  expect(checkExpression(expression).type).toBe(type);
});
