import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { probes } from '../../src/probes/registry.ts';
import { diagnose, found, overlay } from '../support/diagnose.ts';
import { type Block, fencedBlocks, headings } from '../support/markdown-blocks.ts';

const page = readFileSync(new URL('../../docs/definitions.md', import.meta.url), 'utf8');
const examples = fencedBlocks(page).filter(({ attributes }) => attributes['file'] !== undefined);

const complaintsAbout = async (blocks: readonly Block[]): Promise<readonly string[]> => {
  const { diagnostics, texts } = await diagnose(overlay(blocks));
  return found({ diagnostics: diagnostics.filter(({ severity }) => severity !== 'info'), texts });
};

test('there are examples for every kind', () => {
  const folders = new Set(examples.map(({ attributes }) => attributes['file']?.replace(/\/[^/]*$/, '')));
  for (const folder of ['inventory/hosts', 'inventory/groups', 'teams', 'schedules', 'metrics', 'thresholds', 'checks'])
    expect(folders).toContain(folder);
});

test('all examples of the page together make an estate without errors or warnings', async () => {
  expect(await complaintsAbout(examples)).toEqual([]);
});

const sections = headings(page).filter((title) => examples.some(({ heading }) => heading === title));

test.each(sections)('the examples of "%s" stand by themselves', async (title) => {
  expect(await complaintsAbout(examples.filter(({ heading }) => heading === title))).toEqual([]);
});

test('the table of probes names every probe, and each of its measures', () => {
  for (const [name, { measures }] of probes) {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\``));
    expect(row, name).toBeDefined();
    for (const measure of Object.keys(measures)) expect(row).toContain(`\`${measure}\``);
  }
});
