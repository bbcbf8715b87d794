import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runShell } from '../support/built-cli.ts';
import { fencedBlocks } from '../support/markdown-blocks.ts';

const root = new URL('../../', import.meta.url).pathname;
const page = join(root, 'docs/explain.md');
const directory = mkdtempSync(join(tmpdir(), 'plimsoll-explain-'));
const blocks = fencedBlocks(readFileSync(page, 'utf8')).filter(({ language }) => language === 'console');

beforeAll(async () => {
  for (const name of ['plimsoll.yaml', 'checks', 'inventory', 'metrics', 'schedules', 'teams', 'thresholds'])
    cpSync(join(root, name), join(directory, name), { recursive: true });
  expect((await runShell('plimsoll build', directory)).exitCode).toBe(0);
}, 240_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const played = async (text: string): Promise<string> => {
  let shown = '';
  for (const line of text.split('\n').filter((one) => one.startsWith('$ '))) {
    const { stdout, stderr } = await runShell(line.slice(2), directory);
    shown += `${line}\n${stdout}${stderr}`;
  }
  return shown;
};

/** `UPDATE_DOCS=1` writes what is seen. */
test.each(blocks.map(({ text }) => [text.split('\n')[0] ?? '', text] as const))(
  'the page on explanations shows what is printed: %s',
  { timeout: 240_000 },
  async (_, text) => {
    const seen = await played(text);
    if (process.env['UPDATE_DOCS'] !== undefined)
      writeFileSync(
        page,
        readFileSync(page, 'utf8').replace(text, () => seen),
      );
    else expect(seen).toBe(text);
  },
);

test('the page has an example of each thing it is about', () => {
  expect(blocks.length).toBeGreaterThan(4);
});
