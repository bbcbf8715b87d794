import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { terminalOf } from '../../../src/cli/terminal.ts';

const stream = (isTTY: boolean) => {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
};

interface Circumstances {
  readonly tty?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly plain?: boolean;
}

const world = ({ tty = false, env = {}, plain = false }: Circumstances = {}) => ({
  stdout: stream(tty),
  stderr: stream(tty),
  env,
  plain,
  now: () => 0,
});

const colors = (more: Circumstances) => {
  const { outColor, errColor } = terminalOf(world(more));
  return [outColor, errColor];
};

test('a terminal has colour, a pipe has none', () => {
  expect(colors({ tty: true })).toEqual([true, true]);
  expect(colors({})).toEqual([false, false]);
});

test('each stream is asked for itself', () => {
  const { outColor, errColor } = terminalOf({ ...world(), stdout: stream(false), stderr: stream(true) });
  expect([outColor, errColor]).toEqual([false, true]);
});

test.each<[string, Circumstances, boolean]>([
  ['--no-color', { tty: true, plain: true, env: { FORCE_COLOR: '1' } }, false],
  ['NO_COLOR', { tty: true, env: { NO_COLOR: '1', FORCE_COLOR: '1' } }, false],
  ['an empty NO_COLOR, which counts as none,', { tty: true, env: { NO_COLOR: '' } }, true],
  ['FORCE_COLOR', { env: { FORCE_COLOR: '1' } }, true],
  ['FORCE_COLOR=0', { tty: true, env: { FORCE_COLOR: '0' } }, false],
  ['a dumb terminal', { tty: true, env: { TERM: 'dumb' } }, false],
])('%s decides about colour', (_, more, colored) => {
  expect(colors(more)).toEqual([colored, colored]);
});

test('progress is silent for the first 300 ms, then says what it waits for, and is erased before other words', () => {
  let time = 0;
  const w = { ...world({ tty: true }), now: () => time };
  const terminal = terminalOf(w);
  terminal.progress('Compiling');
  expect(w.stderr.written).toEqual([]);
  time = 400;
  terminal.progress('Generating production');
  terminal.out('done\n');
  terminal.settle();
  expect(w.stderr.written).toEqual(['\r\u001b[2KGenerating production …', '\r\u001b[2K']);
  expect(w.stdout.written).toEqual(['done\n']);
});

test('progress appears by itself when one phase takes long', async () => {
  const w = { ...world({ tty: true }), now: () => performance.now() };
  const terminal = terminalOf(w);
  terminal.progress('Verifying');
  await sleep(400);
  expect(w.stderr.written).toEqual(['\r\u001b[2KVerifying …']);
  terminal.settle();
});

test.each([
  ['a pipe', { tty: false }],
  ['CI', { tty: true, env: { CI: 'true' } }],
])('progress says nothing to %s', (_, more) => {
  let time = 0;
  const w = { ...world(more), now: () => (time += 1000) };
  terminalOf(w).progress('Compiling');
  expect(w.stderr.written).toEqual([]);
});
