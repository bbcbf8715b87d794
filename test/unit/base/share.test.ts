import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSameData } from '../../../src/base/same-data.ts';
import { sharing } from '../../../src/base/share.ts';

test('sharing changes no value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
      expect(isSameData(sharing(before, structuredClone(after)), after)).toBe(true);
    }),
  );
});

test('what is the same becomes the very same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(sharing(value, structuredClone(value))).toBe(value);
    }),
  );
});

test('parts that are the same are shared, by id wherever they stand', () => {
  const before = {
    checks: [
      { id: 'a', limits: [1] },
      { id: 'b', limits: [2] },
    ],
    teams: [{ id: 'web' }],
  };
  const after = structuredClone({ ...before, checks: [{ id: 'new', limits: [3] }, { id: 'a', limits: [4] }, before.checks[1]] });
  const shared = sharing(before, after);
  expect(shared).toEqual(after);
  expect(shared.checks[2]).toBe(before.checks[1]);
  expect(shared.teams).toBe(before.teams);
});

test('another order of keys, or of items, is not the same', () => {
  expect(Object.keys(sharing({ a: 1, b: 2 }, { b: 2, a: 1 }))).toEqual(['b', 'a']);
  const before = [{ id: 'a' }, { id: 'b' }];
  expect(sharing(before, [{ id: 'b' }, { id: 'a' }])).toEqual([{ id: 'b' }, { id: 'a' }]);
});

test('what is no plain data is left as it is', () => {
  const [old, now] = [new Date(1), new Date(2)];
  expect(sharing({ at: old }, { at: now }).at).toBe(now);
});
