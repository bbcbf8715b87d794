import { expect, test } from 'vitest';
import type { FileTree } from '../../../src/host/host.ts';
import { oncePerTree } from '../../../src/host/once-per-tree.ts';
import { type Files, memoryTree } from '../../support/memory-tree.ts';

/** Reads `a`, and `b` only where `a` says so. */
const counting = () => {
  let made = 0;
  const compile = oncePerTree(async (tree: FileTree) => {
    made += 1;
    const text = (path: string) => new TextDecoder().decode(tree.read(path));
    return `${tree.list().length} ${text('a') === 'b' ? text('b') : text('a')}`;
  });
  return { made: () => made, compile: (files: Files) => compile(memoryTree(files)) };
};

test('a tree with the same answers is not asked further', async () => {
  const { made, compile } = counting();
  expect(await compile({ a: 'b', b: 'one' })).toBe('2 one');
  expect(await compile({ b: 'one', a: 'b' })).toBe('2 one');
  expect(made()).toBe(1);
});

test.each([
  ['another text', { a: 'b', b: 'two' }, '2 two'],
  ['a text that ends sooner', { a: 'b', b: 'on' }, '2 on'],
  ['another file', { a: 'b', b: 'one', c: '' }, '3 one'],
  ['a file that cannot be read', { a: 'b', b: undefined }, '2 '],
])('%s is another answer', async (_, files, answer) => {
  const { made, compile } = counting();
  await compile({ a: 'b', b: 'one' });
  expect(await compile(files)).toBe(answer);
  expect(made()).toBe(2);
});

test('what nobody asked for is no answer', async () => {
  const { made, compile } = counting();
  await compile({ a: 'a', b: 'one' });
  expect(await compile({ a: 'a', b: 'two' })).toBe('2 a');
  expect(made()).toBe(1);
});

test('the state before is the last one, not the first', async () => {
  const { made, compile } = counting();
  for (const a of ['x', 'y', 'x']) await compile({ a });
  expect(made()).toBe(3);
});

test('states that are asked for at the same time wait for each other', async () => {
  const { made, compile } = counting();
  expect(await Promise.all([compile({ a: 'x' }), compile({ a: 'x' }), compile({ a: 'y' })])).toEqual(['1 x', '1 x', '1 y']);
  expect(made()).toBeLessThanOrEqual(3);
});

test('each file is read once', async () => {
  const read: string[] = [];
  const tree: FileTree = { list: () => ['a'], read: (path) => (read.push(path), new Uint8Array()) };
  const compile = oncePerTree(async (from) => [from.read('a'), from.read('a')]);
  await compile(tree);
  expect(read).toEqual(['a']);
});
