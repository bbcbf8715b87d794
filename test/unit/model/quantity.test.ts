import { describe, expect, test } from 'vitest';
import { printDecimal } from '../../../src/base/decimal.ts';
import { convert, parseQuantity } from '../../../src/model/quantity.ts';
import { parseUnit } from '../../../src/model/unit.ts';

const inUnit = (quantity: string | number, unit: string): string => {
  const parsed = parseQuantity(quantity);
  const target = parseUnit(unit);
  if (parsed === undefined || target === undefined) return 'unreadable';
  const result = convert(parsed, target);
  return result.ok ? printDecimal(result.value) : result.problem.kind;
};

describe('converts exactly inside a family', () => {
  test.each([
    ['90%', 'ratio', '0.9'],
    ['90%', '%', '90'],
    ['0.9', 'ratio', '0.9'],
    ['99.99%', 'ratio', '0.9999'],
    ['500ms', 'seconds', '0.5'],
    ['90s', 'minutes', '1.5'],
    ['30d', 'hours', '720'],
    ['1us', 'seconds', '0.000001'],
    ['2GiB', 'bytes', '2147483648'],
    ['2GB', 'bytes', '2000000000'],
    ['1GiB', 'MiB', '1024'],
    ['1.5TiB', 'GiB', '1536'],
    ['1GB', 'GiB', '0.931322574615478515625'],
    ['8bit', 'bytes', '1'],
    ['100Mbit/s', 'bytes/s', '12500000'],
    ['10k', 'tasks', '10000'],
    ['2.5M', 'requests', '2500000'],
    ['1G', 'photos', '1000000000'],
    ['10/s', 'requests/s', '10'],
    ['600/m', 'requests/s', '10'],
    ['1k/s', 'requests/m', '60000'],
    [12, 'tasks', '12'],
    [0.25, 'ratio', '0.25'],
    ['-5', 'tasks', '-5'],
  ])('%s in %s is %s', (quantity, unit, value) => {
    expect(inUnit(quantity, unit)).toBe(value);
  });
});

describe('says why it cannot convert', () => {
  test.each([
    ['500ms', 'bytes', 'family'],
    ['10%', 'tasks', 'family'],
    ['10k', 'ratio', 'family'],
    ['10', 'seconds', 'bare'],
    [5, '%', 'bare'],
    ['10/s', 'tasks', 'rate'],
    ['10k', 'requests/s', 'rate'],
    ['100s', 'minutes', 'inexact'],
    ['1GB/s', 'tasks/s', 'family'],
  ])('%s in %s: %s', (quantity, unit, problem) => {
    expect(inUnit(quantity, unit)).toBe(problem);
  });
});

test.each(['5x', '1e3', '500mss', '10 %%', '', 'ms', '1,5', '10/x', '0x10s', '1_000'])('%j is no quantity', (text) => {
  expect(parseQuantity(text)).toBeUndefined();
});

test.each(['Tasks', 'a', 'tasks/fortnight', 'MIB', '', '/s', 'seconds/s/s'])('%j is no unit', (text) => {
  expect(parseUnit(text)).toBeUndefined();
});
