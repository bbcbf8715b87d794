import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compareText } from '../../../src/base/compare.ts';
import { nodeHost } from '../../../src/host/node-host.ts';
import { openEstate } from '../../../src/project/index.ts';
import { initEstate, initFiles } from '../../../src/project/init.ts';
import { diagnose, found } from '../../support/diagnose.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'plimsoll-init-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const files = () => Object.fromEntries(initFiles().map(({ path, text }) => [path, text]));

/** What backends do in their own way is noted, and nothing to be mended. */
const notes = ['PLM402', 'PLM434'];

test('a fresh estate has no findings but notes on what backends do in their own way', async () => {
  const { diagnostics, texts } = await diagnose(files());
  expect(found({ texts, diagnostics: diagnostics.filter(({ severity }) => severity !== 'info') })).toEqual([]);
  expect(diagnostics.map(({ code }) => code).toSorted(compareText)).toEqual(notes);
});

test('what init writes is what it says it writes', () => {
  const outcome = initEstate(nodeHost(), root);
  const written = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
  expect(outcome).toEqual({ kind: 'written', files: written });
});

test('a fresh estate validates, builds and verifies at once', { timeout: 120_000 }, async () => {
  initEstate(nodeHost(), root);
  const estate = await openEstate(root);
  expect((await estate.validate()).diagnostics).toEqual([]);
  const built = await estate.build({});
  expect(built.diagnostics.map(({ code }) => code).toSorted(compareText)).toEqual(notes);
  expect(built.environments.map(({ name, changed }) => [name, changed])).toEqual([['production', true]]);
  const verified = await estate.verify({});
  expect(verified.diagnostics).toEqual([]);
  expect(verified.runs.filter(({ status }) => status === 'failed')).toEqual([]);
  expect(verified.runs.some(({ status }) => status === 'passed')).toBe(true);
});

test('it writes nothing when any of its files exists, and names all that do', () => {
  mkdirSync(join(root, 'checks'));
  writeFileSync(join(root, 'checks/web.ts'), 'mine');
  writeFileSync(join(root, 'README.md'), 'mine too');
  expect(initEstate(nodeHost(), root)).toEqual({ kind: 'refused', existing: ['README.md', 'checks/web.ts'] });
  expect(readdirSync(root, { recursive: true, encoding: 'utf8' }).toSorted(compareText)).toEqual(['README.md', 'checks', 'checks/web.ts']);
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toBe('mine too');
});

test('the README is ten lines or so', () => {
  expect((files()['README.md'] ?? '').trim().split('\n').length).toBeLessThanOrEqual(11);
});

test('the editor settings name schemas that exist', () => {
  const settings: unknown = JSON.parse(files()['.vscode/settings.json'] ?? '');
  const schemas = Object.keys((settings as { 'yaml.schemas': object })['yaml.schemas']);
  for (const path of schemas) expect(files()[path.slice(2)]).toContain('json-schema.org/draft-07');
});
