import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openEstate } from '../../src/project/index.ts';
import { probes } from '../../src/probes/registry.ts';
import { overlayHost } from '../support/overlay.ts';

const page = readFileSync(new URL('../../docs/definitions.md', import.meta.url), 'utf8');
const base = fileURLToPath(new URL('../fixtures/base', import.meta.url));

const examplesIn = (text: string): ReadonlyMap<string, string> =>
  new Map([...text.matchAll(/^```\w+ file=(\S+)\n([\s\S]*?)^```$/gm)].map(([, file = '', example = '']) => [file, example]));

const complaintsAbout = async (examples: ReadonlyMap<string, string>): Promise<readonly string[]> => {
  const estate = await openEstate(base, { host: overlayHost(examples), today: '2026-11-23' });
  const { diagnostics } = await estate.validate();
  return diagnostics
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, message, span }) => `${span?.file ?? ''}: ${code} ${message}`);
};

const sections = page
  .split(/^## /m)
  .slice(1)
  .map((text) => ({ title: text.slice(0, text.indexOf('\n')), examples: examplesIn(text) }))
  .filter(({ examples }) => examples.size > 0);

test('there are examples for every kind', () => {
  const folders = new Set([...examplesIn(page).keys()].map((file) => file.replace(/\/[^/]*$/, '')));
  for (const folder of ['inventory/hosts', 'inventory/groups', 'teams', 'schedules', 'metrics', 'thresholds', 'checks'])
    expect(folders).toContain(folder);
});

test('all examples of the page together make an estate without errors or warnings', async () => {
  expect(await complaintsAbout(examplesIn(page))).toEqual([]);
});

test.each(sections)('the examples of $title stand by themselves', async ({ examples }) => {
  expect(await complaintsAbout(examples)).toEqual([]);
});

test('the table of probes names every probe, and each of its measures', () => {
  for (const [name, { measures }] of probes) {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\``));
    expect(row, name).toBeDefined();
    for (const measure of Object.keys(measures)) expect(row).toContain(`\`${measure}\``);
  }
});
