import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDuration, printDuration } from '../../../src/model/duration.ts';

test.each([
  ['90s', 90_000],
  ['1h30m', 5_400_000],
  ['1.5h', 5_400_000],
  ['500ms', 500],
  ['0s', 0],
  ['2w', 1_209_600_000],
])('%s is %d ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(['5', '5x', '', 'm', '1.0001ms', '-5m', '5 m', '1h 30m', '5min', '99999999999999w'])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test('printing gives a text that reads back as the same duration', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (ms) => {
      expect(parseDuration(printDuration(ms))).toBe(ms);
    }),
  );
});
