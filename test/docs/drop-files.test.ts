import { compareText } from '../../src/base/compare.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ganglia } from '../../src/emitters/ganglia/emitter.ts';
import { emitAll } from '../support/emit.ts';
import { fencedBlocks } from '../support/markdown-blocks.ts';
import { sampleModel } from '../support/sample-model.ts';

const page = readFileSync(new URL('../../docs/drop-files.md', import.meta.url), 'utf8');
const folder = new URL('../../examples/drop-file/', import.meta.url);
const languages: Readonly<Record<string, string>> = { sh: 'sh', php: 'php', py: 'python', ts: 'ts' };

test('the page on drop files shows the writers as they are tested', () => {
  const names = readdirSync(folder);
  expect(names.map((name) => name.split('.').at(-1) ?? '').toSorted(compareText)).toEqual(['php', 'py', 'sh', 'ts']);
  for (const name of names) {
    const language = languages[name.split('.').at(-1) ?? ''];
    const shown = fencedBlocks(page).filter((block) => block.language === language);
    expect(shown.map(({ text }) => text)).toContain(readFileSync(new URL(name, folder), 'utf8'));
  }
});

test('the page names only health metrics that the collector has', () => {
  const collector = emitAll(ganglia, sampleModel()).text('plimsoll-collect');
  const names = [...page.matchAll(/`(?:plimsoll_collector)?_([a-z_]+)`/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) expect(collector).toMatch(new RegExp(`^  health ${name} `, 'm'));
});

test('the caps that the page names are those of the emitter', () => {
  const { maxFileBytes, maxLines } = ganglia.options.parse({}) as { maxFileBytes: number; maxLines: number };
  expect(page).toContain(`${maxFileBytes / 1024} KiB, ${maxLines.toLocaleString('en-US')} lines`);
});
