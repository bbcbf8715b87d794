import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codes } from '../../src/diagnostics/registry.ts';
import { runConsole } from '../support/console.ts';
import { diagnose, found, overlay } from '../support/diagnose.ts';
import { type Block, fencedBlocks, headings } from '../support/markdown-blocks.ts';

const root = new URL('../../', import.meta.url).pathname;
const pages = join(root, 'docs/diagnostics');
const page = (code: string): string => readFileSync(join(pages, `${code}.md`), 'utf8');

/** Codes whose bad example cannot be written down, and why. */
const unprovokable: ReadonlyMap<string, string> = new Map([
  ['PLM901', 'it reports a mistake in Plimsoll itself; test/cli/crash.txt makes one'],
]);

const codeFolder = join(root, 'src/diagnostics/codes');
const codeFiles = readdirSync(codeFolder);

const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'registry.ts' && !entry.parentPath.endsWith('/codes'))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

const under = (blocks: readonly Block[], heading: string): readonly Block[] => blocks.filter((block) => block.heading === heading);

const expectBad = async (code: string, blocks: readonly Block[]): Promise<void> => {
  const commands = blocks.filter(({ language }) => language === 'console');
  if (commands.length > 0) return expect(await runConsole(blocks)).toContain(`[${code}]`);
  const marked = blocks.filter(({ attributes }) => attributes['at'] !== undefined);
  expect(marked.length, 'exactly one block of Bad says at=LINE:COLUMN').toBe(1);
  const [at] = marked;
  const lines = found(await diagnose(overlay(blocks)));
  const wanted = `${code} ${at?.attributes['file']}:${at?.attributes['at']}`;
  expect(
    lines.map((line) => line.split(' ').slice(0, 2).join(' ')),
    lines.join('\n'),
  ).toContain(wanted);
};

const expectGood = async (code: string, blocks: readonly Block[]): Promise<void> => {
  if (blocks.some(({ language }) => language === 'console'))
    return expect(await runConsole(blocks)).not.toMatch(new RegExp(`\\[${code}\\]|^error\\[`, 'm'));
  const { diagnostics, texts } = await diagnose(overlay(blocks));
  const wrong = diagnostics.filter((one) => one.severity === 'error' || one.code === code);
  expect(found({ diagnostics: wrong, texts })).toEqual([]);
};

describe.each(codes.map(({ code, slug, severity }) => ({ code, slug, severity })))('$code $slug', ({ code, slug, severity }) => {
  test('has a page with the fixed headings', () => {
    const text = page(code);
    const [title, blank, lead = ''] = text.split('\n');
    expect(title).toBe(`# ${code} ${slug}`);
    expect(blank).toBe('');
    expect(lead).toMatch(new RegExp(`^\\*\\*${severity}\\*\\*:? \\S`));
    expect(headings(text)).toEqual(['What it means', 'Why it matters', 'How to fix', 'Bad', 'Good']);
  });

  test('is used in the sources', () => {
    const file = codeFiles.find((name) => name.startsWith(`${code.toLowerCase()}-`)) ?? '';
    expect(file).toBe(`${code.toLowerCase()}-${slug}.ts`);
    expect(sources.some((text) => text.includes(`/codes/${file}'`))).toBe(true);
  });

  if (!unprovokable.has(code)) {
    test('is found in its bad example, at the place the page says', () => expectBad(code, under(fencedBlocks(page(code)), 'Bad')));
    test('is not found in its good example, nor is an error', () => expectGood(code, under(fencedBlocks(page(code)), 'Good')));
  }
});

test('every page belongs to a code', () => {
  const known = new Set(codes.map(({ code }) => `${code}.md`));
  expect(readdirSync(pages).filter((name) => name.startsWith('PLM') && !known.has(name))).toEqual([]);
});

test('codes are declared once and in order', () => {
  const all = codes.map(({ code }) => code);
  expect(all).toEqual([...new Set(all)].sort());
  expect(existsSync(codeFolder)).toBe(true);
});
