import { expect, test } from 'vitest';
import { globMatches } from '../../../../src/compiler/link/selection.ts';

test.each([
  ['web1', 'web1', true],
  ['web1', 'web11', false],
  ['web*', 'web', true],
  ['web*', 'aweb', false],
  ['*web*', 'a-web-b', true],
  ['a*a', 'a', false],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['w.b*', 'web1', false],
  ['**', '', true],
  ['', 'web1', false],
])('%s over %s: %s', (glob, text, matches) => {
  expect(globMatches(glob, text)).toBe(matches);
});

test('a pattern of many stars answers at once', () => {
  const start = performance.now();
  expect(globMatches(`${'*a'.repeat(60)}*b`, 'a'.repeat(120))).toBe(false);
  expect(performance.now() - start).toBeLessThan(100);
});
