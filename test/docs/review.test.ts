import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { classes, classWords } from '../../src/review/classes.ts';
import { runShell, writeFiles } from '../support/built-cli.ts';
import { diagnose } from '../support/diagnose.ts';
import { fencedBlocks } from '../support/markdown-blocks.ts';
import { corpusFiles } from '../support/review-corpus.ts';
import { baseFiles } from '../support/memory-tree.ts';
import { action, type Step } from '../support/workflow.ts';

const docs = new URL('../../docs/', import.meta.url).pathname;
const page = readFileSync(join(docs, 'review.md'), 'utf8');
const blocks = fencedBlocks(page);
const directory = mkdtempSync(join(tmpdir(), 'plimsoll-docs-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

beforeAll(async () => {
  writeFiles(directory, baseFiles());
  const commit = 'git -c user.name=ana -c user.email=ana@example.com commit -qm monitors';
  await runShell(`git init -q -b main && git add . && ${commit}`, directory);
});

test('the page shows what is printed', async () => {
  const consoles = blocks.filter(({ language }) => language === 'console');
  expect(consoles.length).toBeGreaterThan(1);
  for (const { text } of consoles) {
    let shown = '';
    for (const line of text.split('\n').filter((one) => one.startsWith('$ '))) {
      const { stdout, stderr } = await runShell(line.slice(2), directory);
      shown += `${line}\n${stdout}${stderr}`;
    }
    expect(shown).toBe(text);
  }
});

test('its policy is one', async () => {
  const files = corpusFiles();
  const policy = blocks.find(({ attributes }) => attributes['file'] === 'plimsoll.yaml')?.text ?? '';
  const settings = (files['plimsoll.yaml'] ?? '').replace(/^policy:[\s\S]*$/m, policy);
  expect(settings).toContain('newPageStartsDark');
  const { diagnostics } = await diagnose({ ...files, 'plimsoll.yaml': settings });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('its table has every class, in the words of the reports', () => {
  const rows = [...page.matchAll(/^\| (C\d) +\| (.*?) +\|$/gm)].map(([, name, words]) => [name, words]);
  expect(rows).toEqual(classes.map((one) => [one, classWords[one]]));
});

test('the lines for another repository are five, pinned, and name inputs that the action has', () => {
  const text = blocks.find(({ attributes }) => attributes['file']?.endsWith('review.yml'))?.text ?? '';
  expect(text.trimEnd().split('\n')).toHaveLength(5);
  const { steps } = parse(text) as { steps: readonly Step[] };
  for (const { uses } of steps) expect(uses).toMatch(/@[0-9a-f]{40}$/);
  const inputs = Object.keys(steps.at(-1)?.with ?? {});
  expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(inputs));
});

test('every file it leads to exists, and every command it names', async () => {
  const links = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = '']) => path);
  expect(links.filter((path) => !existsSync(join(docs, path)))).toEqual([]);
  const { stdout } = await runShell('plimsoll --help', directory);
  for (const [, name] of page.matchAll(/`plimsoll ([a-z-]+)/g)) expect(stdout).toContain(`\n  ${name} `);
});
