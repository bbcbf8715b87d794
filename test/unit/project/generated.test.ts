import { expect, test } from 'vitest';
import { generatedChange } from '../../../src/project/review/generated.ts';

const files = (all: Readonly<Record<string, string>>) => new Map(Object.entries(all));
const lines = (count: number, text: (i: number) => string): string => Array.from({ length: count }, (_, i) => `${text(i)}\n`).join('');

test('equal files are no change', () => {
  expect(generatedChange('nagios', files({ a: 'x\n' }), files({ a: 'x\n' }))).toBeUndefined();
});

test('a change is its files, its lines and its diff', () => {
  const change = generatedChange(
    'nagios',
    files({ a: 'one\ntwo\n', b: 'same\n', c: 'gone\n' }),
    files({ a: 'one\n2\n', b: 'same\n', d: 'new\n' }),
  );
  expect(change).toMatchObject({ emitter: 'nagios', files: 3, added: 2, removed: 2, cut: false });
  expect(change?.diff).toContain('@@ -1,2 +1,2 @@\n one\n-two\n+2\n');
});

test('lines are counted where the diff is cut, and the cut is said', () => {
  const many = (word: string) =>
    files(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`f${i}`, lines(10, (n) => `${word} ${i} ${n}`)])));
  const change = generatedChange('prometheus', many('old'), many('new'));
  expect(change).toMatchObject({ files: 300, added: 3000, removed: 3000, cut: true });
  expect(change?.diff.length).toBeLessThanOrEqual(20_000);
  expect(change?.diff.endsWith('\n')).toBe(true);
});

test('a file in which everything differs takes no time, and its lines are counted', () => {
  const started = performance.now();
  const change = generatedChange(
    'alertmanager',
    files({ a: lines(100_000, (i) => `old ${i}`) }),
    files({ a: lines(100_001, (i) => `new ${i}`) }),
  );
  expect(change).toMatchObject({ added: 100_001, removed: 100_000, cut: true });
  expect(performance.now() - started).toBeLessThan(10_000);
});
