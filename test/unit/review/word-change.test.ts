import fc from 'fast-check';
import { expect, test } from 'vitest';
import { narrowed, wordChange } from '../../../src/review/report/word-change.ts';

const side = (before: string, after: string, gone: 'added' | 'removed'): string =>
  wordChange(before, after)
    .filter(({ kind }) => kind !== gone)
    .map(({ text }) => text)
    .join('');

test('both texts can be read from what was kept, taken out and put in', () => {
  const words = fc
    .array(fc.constantFrom('a', 'night', 'queue', '  ', '\n', ',', 'ß', '日本', '👩‍🚀', '1k'), { maxLength: 30 })
    .map((all) => all.join(' '));
  fc.assert(
    fc.property(words, words, (before, after) => {
      expect(side(before, after, 'added')).toBe(before);
      expect(side(before, after, 'removed')).toBe(after);
    }),
    { numRuns: 300 },
  );
});

test('texts that have nothing in common are shown whole, in no time', () => {
  const text = (from: number) => Array.from({ length: 20_000 }, (_, i) => `w${from + i}`).join(' ');
  const started = performance.now();
  expect(wordChange(text(0), text(20_000)).length).toBeGreaterThan(1);
  expect(performance.now() - started).toBeLessThan(5000);
});

test('of a long text only the words around an edit are kept', () => {
  const before = 'At 50k the backlog takes longer than a night to drain, as the load test of March has shown to everybody.';
  expect(narrowed(before, before.replace('longer', 'much longer'))).toEqual([
    '… the backlog takes longer than a …',
    '… the backlog takes much longer than a …',
  ]);
  expect(narrowed('one two', 'one three')).toEqual(['one two', 'one three']);
  expect(narrowed('', 'new')).toEqual(['', 'new']);
});
