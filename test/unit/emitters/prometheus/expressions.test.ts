import { expect, test } from 'vitest';
import { triggerOf } from '../../../../src/emitters/prometheus/conditions.ts';
import { driveOf } from '../../../../src/emitters/prometheus/drive.ts';
import { expressionReader } from '../../../../src/emitters/prometheus/expressions.ts';
import { measured } from '../../../../src/emitters/prometheus/measured.ts';
import type { Expression } from '../../../../src/promql/ast.ts';
import { parsePromql } from '../../../../src/promql/parse.ts';

const tree = (text: string): Expression => {
  const parsed = parsePromql(text);
  if (!parsed.ok) throw new Error(`no PromQL: ${text}`);
  return parsed.tree;
};

const read = expressionReader();
const known = (text: string) => {
  const found = read(text);
  if (found === undefined) throw new Error(`no PromQL: ${text}`);
  return found;
};

test('adds the hosts to every selector and to nothing else', () => {
  const scoped = known('100 * a{x="{}"} / on (host) group_left (b) b{} # a "comment"').scoped([
    { label: 'host', op: '=~', value: 'w1|db\\.2' },
  ]);
  expect(scoped).toBe('100 * a{host=~"w1|db\\\\.2",x="{}"} / on (host) group_left (b) b{host=~"w1|db\\\\.2"} # a "comment"');
});

test('remembers an expression and what it reads', () => {
  expect(read('a + a{x="1"} + rate(b[5m])')?.reads).toEqual(['a', 'b']);
  expect(read('{x="1"}')?.reads).toEqual(['*']);
  expect(read('a +')).toBeUndefined();
  expect(read('a + b')).toBe(read('a + b'));
});

test.each([
  ['up', 'up', {}],
  ['up{job="x",mode!="y",code=~"5..|4..",path!~"/h|b"}', 'up', undefined],
  ['up{job="x",mode!="y",code=~"5..|4..",path!~"h|b"}', 'up', { job: 'x', code: '500' }],
  ['up{a!=""}', 'up', { a: 'any' }],
  ['(max by (host) (up{job="x"}))', 'up', { job: 'x' }],
] as const)('finds the series that decides %s', (text, name, labels) => {
  const drive = driveOf(tree(text));
  if (labels === undefined) return expect(drive).toBeUndefined();
  expect(drive?.name).toBe(name);
  expect(drive?.labels).toEqual(labels);
});

test.each([
  'rate(up[5m])',
  'a + b',
  'up * 2',
  'up offset 5m',
  'count(up)',
  'topk(1, up)',
  '{job="x"}',
  'up{a="1",a!="2"}',
  'vector(1)',
  'up{x=~".+"}',
])('does not pretend that one series decides %s', (text) => {
  expect(driveOf(tree(text))).toBeUndefined();
});

test('knows the labels that are left of an aggregation', () => {
  const labels = { host: 'w1', job: 'x', zone: 'z' };
  expect(driveOf(tree('max by (host) (up)'))?.result(labels)).toEqual({ host: 'w1' });
  expect(driveOf(tree('max without (zone) (sum without (job) (up))'))?.result(labels)).toEqual({ host: 'w1' });
  expect(driveOf(tree('sum(up)'))?.result(labels)).toEqual({});
});

test.each([
  ['probe_success == 0', 1, 0],
  ['up != 1', 1, 2],
  ['x > 5', 5, 6],
  ['x >= 5', 4, 5],
  ['x < 5', 5, 4],
  ['x <= 5', 6, 5],
  ['probe_success == 0 or expiry <= time()', 1, 0],
] as const)('finds values with and without a problem for %s', (text, good, bad) => {
  expect(triggerOf(tree(text))).toMatchObject({ good, bad });
});

test.each([
  'x == 0 or absent(y)',
  'x == 0 or x > 5',
  'x == bool 0',
  'x == 0 and on () hour() > 8',
  'x > y',
  'absent(x)',
  'x == NaN',
  '5 > x',
  'x',
])('leaves %s to a recorded series', (text) => {
  expect(triggerOf(tree(text))).toBeUndefined();
});

test('compares what one series decides as it is, and records all else', () => {
  const where = { hostLabel: 'host', check: { id: 'c', hosts: ['w1', 'w2'] } };
  expect(measured(known('queue'), where)).toMatchObject({ records: [] });
  expect(measured(known('queue'), where).of(['w1'])).toBe('queue{host="w1"}');
  const recorded = measured(known('a / b'), where);
  expect(recorded.records).toEqual([
    { record: 'plimsoll:check:value', expr: 'a{host=~"w1|w2"} / b{host=~"w1|w2"}', labels: { check: 'c' } },
  ]);
  expect(recorded.of(['w1', 'w2'])).toBe('plimsoll:check:value{check="c"}');
  expect(recorded.of(['w2'])).toBe('plimsoll:check:value{check="c",host="w2"}');
  expect(measured(known('queue{host!="w9"}'), where).records.length).toBe(1);
  expect(measured(known('max(queue)'), { ...where, ranged: true }).records.length).toBe(1);
});
