import { expect, test } from 'vitest';
import { injectMatchers, regexAlternatives } from '../../../src/promql/inject.ts';
import { parsePromql } from '../../../src/promql/parse.ts';
import { quoteString } from '../../../src/promql/quote.ts';
import { unquote } from '../../../src/promql/unquote.ts';
import fc from 'fast-check';

const web = [{ label: 'host', op: '=', value: 'web1' }] as const;

test.each([
  ['up', 'up{host="web1"}'],
  ['up{}', 'up{host="web1"}'],
  ['up { }', 'up {host="web1" }'],
  ['up{job="a",}', 'up{host="web1",job="a",}'],
  ['up{host="db1"}', 'up{host="web1",host="db1"}'],
  ['{__name__="up"}', '{host="web1",__name__="up"}'],
  ['offset offset 5m', 'offset{host="web1"} offset 5m'],
  ['a / on (x) b', 'a{host="web1"} / on (x) b{host="web1"}'],
  ['rate(a[5m] @ 1)', 'rate(a{host="web1"}[5m] @ 1)'],
  ['max_over_time(a[1h:1m])', 'max_over_time(a{host="web1"}[1h:1m])'],
  ['absent(a)', 'absent(a{host="web1"})'],
  ['a # b\n> 1', 'a{host="web1"} # b\n> 1'],
  ["a{b='{'} or vector(0)", 'a{host="web1",b=\'{\'} or vector(0)'],
  ['time()', 'time()'],
])('%s gets a matcher on each selector', (text, expected) => {
  expect(injectMatchers(text, web)).toBe(expected);
});

test('several matchers stand in the order given', () => {
  const matchers = [...web, { label: 'env', op: '!~', value: 'a|b' } as const];
  expect(injectMatchers('up', matchers)).toBe('up{host="web1",env!~"a|b"}');
  expect(injectMatchers('up', [])).toBe('up');
});

test('what is no PromQL is given back to nobody', () => {
  expect(injectMatchers('up =', web)).toBeUndefined();
});

test('any value survives as a matcher', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const parsed = parsePromql(injectMatchers('up', [{ label: 'host', op: '=', value }]) ?? '');
      expect(parsed.ok && parsed.tree.kind === 'selector' && parsed.tree.matchers[0]?.value).toBe(value);
    }),
  );
});

test('any string reads back from its literal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      expect(unquote(quoteString(value))).toEqual({ ok: true, value, broken: false });
    }),
  );
});

test('alternatives match their values and nothing else', () => {
  expect(regexAlternatives(['web1', 'a.b', '(x|y)', '$^\\'])).toBe('web1|a\\.b|\\(x\\|y\\)|\\$\\^\\\\');
});
