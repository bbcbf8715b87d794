import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runShell } from '../support/built-cli.ts';

const root = new URL('../../', import.meta.url).pathname;
let estate = '';

beforeEach(async () => {
  estate = mkdtempSync(join(tmpdir(), 'plimsoll-editor-'));
  expect((await runShell('plimsoll init', estate)).exitCode).toBe(0);
  mkdirSync(join(estate, 'node_modules'));
  symlinkSync(root, join(estate, 'node_modules/plimsoll'));
});
afterEach(() => rmSync(estate, { recursive: true, force: true }));

/** What an editor would underline in the definitions. */
const typeErrors = async (): Promise<string> => {
  const { stdout } = await execa('node', [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'], { cwd: estate, reject: false });
  return stdout;
};

test('a fresh estate has no type error with the settings init writes', { timeout: 180_000 }, async () => {
  expect(await typeErrors()).toBe('');
});

test('an unknown key and a missing why are red', { timeout: 180_000 }, async () => {
  const file = join(estate, 'checks/web.ts');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace("runbook: 'https", "runbok: 'https").replace(/ {4}why: 'Logs.*\n/, ''));
  const errors = await typeErrors();
  expect(errors).toMatch(/checks\/web\.ts\(\d+,\d+\): error .*[\s\S]*runbok/);
  expect(errors).toMatch(/Property 'why' is missing/);
});
