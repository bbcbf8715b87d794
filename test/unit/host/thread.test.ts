import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import type { Thread } from '../../../src/host/host.ts';
import { threadsWith } from '../../../src/host/thread.ts';

const folder = mkdtempSync(join(tmpdir(), 'thread-'));
afterAll(() => rmSync(folder, { recursive: true }));

const loader = new URL('../../support/typescript-loader.mjs', import.meta.url).href;
const startThread = threadsWith(['--import', loader]);

const started = (name: string, code: string, question: unknown = 0): Thread<unknown> => {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, code);
  const thread = startThread<unknown>(pathToFileURL(file), question);
  if (thread === undefined) throw new Error('no thread was started');
  return thread;
};

test('a thread answers what its module makes of the question, with the real host', async () => {
  const code = 'export const run = ({ text }, host) => ({ digest: host.digest(text), size: 2n });';
  const { answer } = started('digest', code, { text: 'abc' });
  expect(await answer).toEqual({ digest: 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', size: 2n });
});

test('memory that is shared is shared with a thread', async () => {
  const claims = new Int32Array(new SharedArrayBuffer(4));
  await started('shared', 'export const run = (claims) => { Atomics.store(claims, 0, 7); };', claims).answer;
  expect(claims[0]).toBe(7);
});

test('a thread hears everything that it is told, in that order, even before it listens', async () => {
  const code =
    'export const run = async (count, _, hear) => { const all = []; while (all.length < count) all.push(await hear()); return all; };';
  const thread = started('hears', code, 3);
  for (const message of ['one', { two: 2n }, [3]]) thread.tell(message);
  expect(await thread.answer).toEqual(['one', { two: 2n }, [3]]);
});

test('what a thread is told while it does something else is kept for it', async () => {
  const code = `export const run = async (count, _, hear) => {
    const all = [await hear()];
    await new Promise((resolve) => setTimeout(resolve, 100));
    while (all.length < count) all.push(await hear());
    return all;
  };`;
  const thread = started('busy', code, 3);
  for (const message of ['one', 'two', 'three']) thread.tell(message);
  expect(await thread.answer).toEqual(['one', 'two', 'three']);
});

test('what a thread throws is thrown where its answer is awaited', async () => {
  await expect(started('throws', "export const run = () => { throw new Error('all wrong'); };").answer).rejects.toThrow('all wrong');
  await expect(started('rejects', "export const run = async () => { throw new Error('late'); };").answer).rejects.toThrow('late');
});

test('a module that cannot be loaded, and an answer that cannot be copied, are errors too', async () => {
  await expect(started('syntax', 'export const run = (').answer).rejects.toThrow();
  await expect(started('function', 'export const run = () => () => 1;').answer).rejects.toBeDefined();
});

test('a thread that ends without an answer is no hang', async () => {
  await expect(started('exits', 'export const run = () => process.exit(3);').answer).rejects.toThrow('ended with 3');
});

test('a thread is stopped wherever it stands', async () => {
  const thread = started('endless', 'export const run = () => { for (;;); };');
  await thread.stop();
  await expect(thread.answer).rejects.toThrow('without an answer');
});

test('sources that were not compiled get no thread without a loader', () => {
  expect(threadsWith()(new URL('file:///sources/module.ts'), 0)).toBeUndefined();
});
