import { expect, test } from 'vitest';
import { nearQuantities, nearRanges } from '../../../../src/compiler/validate/quantity-hint.ts';

test.each([
  ['1kb', '1kB'],
  ['2GIB', '2GiB'],
  ['1gb', '1GB'],
  ['100MB/min', '100MB/m'],
  ['10 requests/s', '10/s'],
  ['50 jobs', '50'],
  ['1h30m', '90m'],
  ['5  ms', '5ms'],
])('%s may have meant %s', (text, meant) => {
  expect(nearQuantities(text)[0]).toBe(meant);
});

test.each(['', 'x', '1e3B', '1.5.5GB', '5 Parsecs', '10/fortnight', '1;2'])('of %j nothing can be said', (text) => {
  expect(nearQuantities(text)).toEqual([]);
});

test('both ends of a range are looked at', () => {
  expect(nearRanges('1kb..2GIB')).toEqual(['1kB..2GiB']);
  expect(nearRanges('..2GIB')).toEqual(['..2GiB']);
  expect(nearRanges('5...6')).toEqual([]);
});
