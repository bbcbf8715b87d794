import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate, type State } from '../../../src/model/evaluate.ts';
import type { Bound, LimitForm, OneSidedForm } from '../../../src/model/limits.ts';

const bound = (value: number): Bound => ({ text: String(value), value });
const between = (low: number, high: number) => ({ low: bound(low), high: bound(high) });

const oneSided = (form: OneSidedForm, warning: number, critical: number, clear?: number): LimitForm => ({
  form,
  warning: bound(warning),
  critical: bound(critical),
  ...(clear === undefined ? {} : { clear: bound(clear) }),
});

describe('a limit form alerts on its side of the limit', () => {
  test.each<[LimitForm, readonly [number, State][]]>([
    [
      oneSided('above', 80, 90),
      [
        [79, 'ok'],
        [80, 'ok'],
        [80.1, 'warning'],
        [90, 'warning'],
        [90.1, 'critical'],
        [Infinity, 'critical'],
        [-Infinity, 'ok'],
      ],
    ],
    [
      oneSided('atLeast', 80, 90),
      [
        [79.9, 'ok'],
        [80, 'warning'],
        [90, 'critical'],
      ],
    ],
    [
      oneSided('below', 20, 10),
      [
        [20, 'ok'],
        [19.9, 'warning'],
        [10, 'warning'],
        [9.9, 'critical'],
        [-Infinity, 'critical'],
      ],
    ],
    [
      oneSided('atMost', 20, 10),
      [
        [20.1, 'ok'],
        [20, 'warning'],
        [10, 'critical'],
      ],
    ],
    [
      { form: 'outside', warning: between(10, 20), critical: between(5, 25) },
      [
        [10, 'ok'],
        [20, 'ok'],
        [9.9, 'warning'],
        [5, 'warning'],
        [4.9, 'critical'],
        [25.1, 'critical'],
      ],
    ],
    [
      { form: 'inside', warning: between(10, 20), critical: between(14, 16) },
      [
        [9.9, 'ok'],
        [10, 'warning'],
        [14, 'critical'],
        [16, 'critical'],
        [16.1, 'warning'],
        [20.1, 'ok'],
      ],
    ],
  ])('%j', (form, expected) => {
    expect(expected.map(([value]) => [value, evaluate([form], value)])).toEqual(expected);
  });
});

test('NaN is unknown, whatever was before', () => {
  expect(evaluate([oneSided('above', 80, 90, 70)], Number.NaN, 'critical')).toBe('unknown');
});

test('the worst of several forms counts', () => {
  const limits = [oneSided('above', 80, 90), oneSided('below', 20, 10)];
  expect([5, 15, 50, 85, 95].map((value) => evaluate(limits, value))).toEqual(['critical', 'warning', 'ok', 'warning', 'critical']);
});

test('a raised state is held until the value passes back over clear', () => {
  const limits = [oneSided('above', 80, 90, 70)];
  const states: State[] = [];
  let state: State = 'ok';
  for (const value of [75, 85, 95, 85, 75, 70.1, 70, 75]) states.push((state = evaluate(limits, value, state)));
  expect(states).toEqual(['ok', 'warning', 'critical', 'warning', 'warning', 'warning', 'ok', 'ok']);
});

test('without a warning limit, clear holds the critical state', () => {
  const limits: LimitForm[] = [{ form: 'below', critical: bound(10), clear: bound(15) }];
  expect(evaluate(limits, 12, 'critical')).toBe('critical');
  expect(evaluate(limits, 15, 'critical')).toBe('ok');
  expect(evaluate(limits, 12, 'unknown')).toBe('ok');
});

const rank = { ok: 0, unknown: 0, warning: 1, critical: 2 } as const;

test('a value further out is never in a milder state', () => {
  const numbers = fc.integer({ min: -1000, max: 1000 });
  fc.assert(
    fc.property(numbers, numbers, numbers, numbers, (a, b, v, w) => {
      const limits = [oneSided('above', Math.min(a, b), Math.max(a, b))];
      const [low, high] = [Math.min(v, w), Math.max(v, w)];
      expect(rank[evaluate(limits, low)]).toBeLessThanOrEqual(rank[evaluate(limits, high)]);
    }),
  );
});
