import { expect, test } from 'vitest';
import type { Limits } from '../../../src/model/limits.ts';
import { compareLimits } from '../../../src/review/compare-limits.ts';
import { alertingOf, includes, scaleBy, union } from '../../../src/review/value-sets.ts';
import { bound, unit } from '../../support/sample-model.ts';

const one = { digits: 1n, scale: 0 };
const raised = (limits: Limits) => alertingOf(limits, scaleBy(one)).raised;
const over = (form: 'above' | 'atLeast', at: string): Limits => [{ form, critical: bound(at) }];
const between = (form: 'inside' | 'outside', low: string, high: string): Limits => [
  { form, critical: { low: bound(low), high: bound(high) } },
];

test('a bound belongs to `atLeast` and not to `above`', () => {
  expect(includes(raised(over('atLeast', '5')), raised(over('above', '5')))).toBe(true);
  expect(includes(raised(over('above', '5')), raised(over('atLeast', '5')))).toBe(false);
});

test('numbers are compared as decimals, to the last digit', () => {
  expect(includes(raised(over('above', '0.30000000000000004')), raised(over('above', '0.3')))).toBe(false);
  expect(includes(raised(over('above', '0.1')), raised(over('above', '0.10')))).toBe(true);
  expect(includes(raised(over('above', '9007199254740993')), raised(over('above', '9007199254740992')))).toBe(false);
});

test('what touches is one: below 5 and at least 5 are all values', () => {
  const all = raised([
    { form: 'below', critical: bound('5') },
    { form: 'atLeast', critical: bound('5') },
  ]);
  expect(all).toHaveLength(1);
  const gap = raised([
    { form: 'below', critical: bound('5') },
    { form: 'above', critical: bound('5') },
  ]);
  expect(gap).toHaveLength(2);
  expect(includes(all, gap)).toBe(true);
  expect(includes(gap, all)).toBe(false);
});

test('inside and outside of the same limits share nothing, and are all values together', () => {
  const [inside, outside] = [raised(between('inside', '1', '2')), raised(between('outside', '1', '2'))];
  expect(includes(inside, outside)).toBe(false);
  expect(includes(outside, inside)).toBe(false);
  expect(union([...inside, ...outside])).toHaveLength(1);
});

test('no limits alert on nothing, which is in everything', () => {
  expect(raised([])).toEqual([]);
  expect(includes(raised(over('above', '1')), [])).toBe(true);
  expect(includes([], raised(over('above', '1')))).toBe(false);
});

const compare = (before: Limits, after: Limits, [from, to] = ['tasks', 'tasks']) =>
  compareLimits({ limits: before, unit: unit(from ?? '') }, { limits: after, unit: unit(to ?? '') });

test('units are converted exactly: twice as long is less', () => {
  expect(compare(over('above', '500'), over('above', '1'), ['ms', 'seconds'])?.whole).toBe('less');
  expect(compare(over('above', '1024'), over('above', '1'), ['bytes', 'KiB'])?.whole).toBe('same');
  expect(compare(over('above', '1'), over('above', '1'), ['ms', 'bytes'])).toBeUndefined();
});

test('a warning that comes sooner while critical comes later goes both ways', () => {
  const limits = (warning: string, critical: string): Limits => [{ form: 'above', warning: bound(warning), critical: bound(critical) }];
  expect(compare(limits('5', '10'), limits('4', '11'))).toEqual({ critical: 'less', raised: 'more', held: 'both', whole: 'both' });
});

test('only the clearing limit moved: what alerts is the same, what holds is not', () => {
  const limits = (clear: string): Limits => [{ form: 'above', critical: bound('10'), clear: bound(clear) }];
  expect(compare(limits('8'), limits('6'))).toEqual({ critical: 'same', raised: 'same', held: 'more', whole: 'more' });
});

test('another warning at the same place is no change', () => {
  const twice: Limits = [
    { form: 'above', critical: bound('5') },
    { form: 'outside', critical: { low: bound('-1'), high: bound('5') } },
  ];
  expect(compare(twice, between('outside', '-1', '5'))?.whole).toBe('same');
});
