import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSameData } from '../../../src/base/same-data.ts';

test('data is the same as its copy', () => {
  fc.assert(fc.property(fc.anything({ withBigInt: true }), (value) => isSameData(value, structuredClone(value))));
});

test('data that prints otherwise is not the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      fc.pre(JSON.stringify(a) !== JSON.stringify(b));
      expect(isSameData(a, b)).toBe(false);
    }),
  );
});

test('the order of keys counts, and so does a key whose value is undefined', () => {
  expect(isSameData({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(false);
  expect(isSameData({ a: undefined }, {})).toBe(false);
  expect(isSameData({ a: undefined }, { b: undefined })).toBe(false);
});

test('what is no plain data is the same as itself only', () => {
  const [map, other] = [new Map([[1, 2]]), new Map([[1, 3]])];
  expect(isSameData(map, map)).toBe(true);
  expect(isSameData(map, other)).toBe(false);
  expect(isSameData(new Date(1), new Date(2))).toBe(false);
});
