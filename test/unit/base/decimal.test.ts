import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareDecimal, decimalOf, divide, multiply, parseDecimal, printDecimal, subtract, toNumber } from '../../../src/base/decimal.ts';

const decimal = (text: string) => parseDecimal(text)!;
const texts = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 12 }))
  .map(([digits, scale]) => printDecimal({ digits, scale }));

test.each([
  ['1.50', '1.5'],
  ['-0', '0'],
  ['007', '7'],
  ['+3', '3'],
  ['0.10', '0.1'],
])('%s is printed as %s', (written, printed) => {
  expect(printDecimal(decimal(written))).toBe(printed);
});

test.each(['1e3', '.5', '5.', '1_000', '0x1f', 'NaN', '', ' 1', '1 '])('%j is no decimal', (written) => {
  expect(parseDecimal(written)).toBeUndefined();
});

test('printing and parsing are each other’s inverse', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(printDecimal(decimal(printDecimal(decimal(text))))).toBe(printDecimal(decimal(text)));
    }),
  );
});

test('a quotient, where there is one, times the divisor is the dividend', () => {
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      const quotient = divide(decimal(a), decimal(b));
      if (quotient !== undefined) expect(compareDecimal(multiply(quotient, decimal(b)), decimal(a))).toBe(0);
    }),
  );
});

test('what does not end has no quotient, nor has a division by zero', () => {
  expect(divide(decimal('100'), decimal('60'))).toBeUndefined();
  expect(divide(decimal('1'), decimal('0'))).toBeUndefined();
});

test('0.3 - 0.1 is 0.2, which floats do not say', () => {
  expect(printDecimal(subtract(decimal('0.3'), decimal('0.1')))).toBe('0.2');
});

test('every finite number has a decimal that reads back as that number', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(toNumber(decimalOf(value)!)).toBe(value + 0);
    }),
  );
});
