import { expect, test } from 'vitest';
import { placesIn } from '../../../../src/compiler/analysis/expressions.ts';

const scalar = (length: number) => ({ file: 'checks/a.yaml', start: 100, end: 100 + length });

test('a place in a plain scalar is shifted to where the scalar stands', () => {
  expect(placesIn(scalar(7), 'up == 0')({ start: 3, end: 5 })).toEqual({ file: 'checks/a.yaml', start: 103, end: 105 });
});

test('quotes move it by one', () => {
  expect(placesIn(scalar(9), 'up == 0')({ start: 3, end: 5 })).toEqual({ file: 'checks/a.yaml', start: 104, end: 106 });
});

test.each([
  ['escapes', 10, 'up == 0'],
  ['several lines', 9, 'up\n== 0'],
  ['another form', 20, 'up == 0'],
])('%s leave the whole scalar', (_, length, text) => {
  expect(placesIn(scalar(length), text)({ start: 3, end: 5 })).toEqual(scalar(length));
});
