import { expect, test } from 'vitest';
import { checkExpression } from '../../../src/promql/check.ts';
import { labelState, type LabelState } from '../../../src/promql/labels.ts';

const states: readonly (readonly [expression: string, expected: Readonly<Record<string, LabelState>>])[] = [
  ['up', { host: 'unknown' }],
  ['up{host="a", job=""}', { host: 'fixed', job: 'dropped', env: 'unknown' }],
  ['up{host=~"a|b"}', { host: 'unknown' }],
  ['sum by (a, b) (up)', { a: 'kept', b: 'kept', host: 'dropped' }],
  ['sum (up) by (a)', { a: 'kept', host: 'dropped' }],
  ['sum without (a) (up)', { a: 'dropped', host: 'unknown' }],
  ['sum(up)', { host: 'dropped' }],
  ['sum by (a) (sum by (b) (up))', { a: 'dropped', b: 'dropped' }],
  ['max by (host) (up{host="a"})', { host: 'fixed' }],
  ['topk by (a) (3, up)', { a: 'unknown', host: 'unknown' }],
  ['count_values("v", up)', { v: 'kept', host: 'dropped' }],
  ['rate(up[5m]) > 1', { host: 'unknown' }],
  ['5 < sum by (a) (up)', { a: 'kept', host: 'dropped' }],
  ['a + on (x) b', { x: 'kept', host: 'dropped' }],
  ['a + ignoring (x) b', { x: 'dropped', host: 'unknown' }],
  ['a * on (x) group_left (y) b', { y: 'kept', host: 'unknown' }],
  ['a * on (x) group_left (y) sum by (x) (b)', { y: 'dropped', host: 'unknown' }],
  ['sum by (x) (a) * on (x) group_right (z) b', { z: 'dropped', host: 'unknown' }],
  ['sum by (x) (a) and b', { x: 'kept', host: 'dropped' }],
  ['sum by (x) (a) or sum by (y) (b)', { x: 'kept', y: 'kept', host: 'dropped' }],
  ['label_replace(sum by (a) (up), "n", "$1", "a", "(.*)")', { n: 'kept', a: 'kept', host: 'dropped' }],
  ['label_join(sum(up), "n", ",", "a")', { n: 'kept', a: 'dropped' }],
  ['absent(up{host="a", env=~"x"})', { host: 'fixed', env: 'dropped' }],
  ['absent(up{host="a", host="b"})', { host: 'dropped' }],
  ['absent(sum(up{host="a"}))', { host: 'dropped' }],
  ['absent_over_time(up{host="a"}[5m])', { host: 'fixed' }],
  ['histogram_quantile(0.9, sum by (le, host) (rate(x_bucket[5m])))', { le: 'dropped', host: 'kept' }],
  ['clamp_max(up, 1)', { host: 'unknown' }],
  ['vector(1)', { host: 'dropped' }],
  ['time() - foo', { host: 'unknown' }],
  ['scalar(up)', { host: 'dropped' }],
];

test.each(states)('the labels of %s are known', (expression, expected) => {
  const { labels, problems } = checkExpression(expression);
  expect(problems).toEqual([]);
  expect(Object.fromEntries(Object.keys(expected).map((name) => [name, labelState(labels, name)]))).toEqual(expected);
});
