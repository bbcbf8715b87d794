import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;
const file = 'test/types/bad/definitions.ts';

const complaints = async (): Promise<ReadonlyMap<number, string>> => {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = await execa('node', [tsc, '-p', 'test/types/bad', '--pretty', 'false'], { cwd: root, reject: false });
  const found = new Map<number, string>();
  let line = 0;
  for (const text of stdout.split('\n')) {
    const at = /^(.*?)\((\d+),\d+\): error/.exec(text);
    if (at?.[1] !== undefined && at[1] !== file) continue;
    if (at !== null) line = Number(at[2]);
    found.set(line, `${found.get(line) ?? ''}${text}\n`);
  }
  return found;
};

test('an editor marks each mistake on its line, in words that help, and nothing else', async () => {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  const wanted = new Map<number, string>();
  lines.forEach((line, i) => {
    const words = /\/\/ red: (.*)$/.exec(line)?.[1];
    if (words !== undefined) wanted.set(i + 1, words);
  });
  const found = await complaints();
  expect([...found.keys()].filter((line) => line > 0)).toEqual([...wanted.keys()]);
  for (const [line, words] of wanted) expect(found.get(line), lines[line - 1]).toContain(words);
});
