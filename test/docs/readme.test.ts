import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runShell } from '../support/built-cli.ts';
import { diagnose, overlay } from '../support/diagnose.ts';
import { type Block, fencedBlocks } from '../support/markdown-blocks.ts';

const root = new URL('../../', import.meta.url).pathname;
const blocks = fencedBlocks(readFileSync(join(root, 'README.md'), 'utf8'));
const directory = mkdtempSync(join(tmpdir(), 'plimsoll-readme-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A console block as it comes out when its `$ ` lines are run, one after the other, in the directory the reader stands in. */
const played = async ({ text }: Block): Promise<string> => {
  let shown = '';
  for (const line of text.split('\n').filter((one) => one.startsWith('$ '))) {
    const { stdout, stderr } = await runShell(line.slice(2), directory);
    shown += `${line}\n${stdout}${stderr}`;
  }
  return shown;
};

const readme = join(root, 'README.md');

const replaceInReadme = (before: string, after: string): void =>
  writeFileSync(
    readme,
    readFileSync(readme, 'utf8').replace(before, () => after),
  );

/** Which tools are installed decides between passed and skipped, not what is run. */
const withoutVerdicts = (text: string): string =>
  text
    .replaceAll(/ +(passed|SKIPPED: .*)$/gm, '')
    .replace(/^\d+ passed, 0 failed, \d+ skipped$/m, '')
    .replaceAll(/\b(dash|sh|nagios4?) /g, '');

test.each(blocks.filter(({ language }) => language === 'console').map((block) => [block.text.split('\n')[0] ?? '', block] as const))(
  'the tour shows what is printed: %s',
  { timeout: 120_000 },
  async (_, block) => {
    const shown = await played(block);
    if (process.env['UPDATE_SESSIONS'] !== undefined) replaceInReadme(block.text, shown);
    else expect(withoutVerdicts(shown)).toBe(withoutVerdicts(block.text));
  },
);

test('the definitions in it compile in the base estate', async () => {
  const { diagnostics } = await diagnose(overlay(blocks));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('every file it leads to exists', () => {
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  const links = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = '']) => path).filter((path) => !path.includes('://'));
  expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('its two commands are scripts of the package', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const commands = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text.trim());
  expect(commands).toEqual(['npm ci && npm run estate', 'npm ci && npm test']);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['estate', 'test']));
});
