import { chmodSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runShell } from '../support/built-cli.ts';

const root = new URL('../../', import.meta.url).pathname;
let folder = '';
let files: readonly string[] = [];

/** The package as a user gets it, unpacked where nothing of the repository is around it but its dependencies. */
beforeAll(async () => {
  await runShell('plimsoll --version', root);
  await execa('node', ['scripts/bundle.mjs'], { cwd: root });
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-package-'));
  const { stdout } = await execa('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
  await execa('tar', ['-xzf', join(folder, stdout.trim().split('\n').at(-1) ?? ''), '-C', folder]);
  symlinkSync(join(root, 'node_modules'), join(folder, 'package/node_modules'));
  const bin = join(folder, 'package/dist/bundle/main.js');
  chmodSync(bin, 0o755);
  symlinkSync(bin, join(folder, 'plimsoll'));
  files = readdirSync(join(folder, 'package'), { recursive: true, encoding: 'utf8' }).filter((path) => !path.startsWith('node_modules'));
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: readonly string[]) => execa(join(folder, 'plimsoll'), args, { cwd: folder, reject: false });

test('it holds what runs, and nothing of how it is made', () => {
  expect(files).toEqual(expect.arrayContaining(['dist/bundle/main.js', 'dist/bundle/LICENCES.txt', 'dist/index.js']));
  expect(files).toContain('docs/diagnostics/PLM901.md');
  expect(files.filter((path) => /^(src|test|bench|scripts)\b|tsbuildinfo/.test(path))).toEqual([]);
});

test('its command line explains a code from its own pages', async () => {
  const { stdout, exitCode } = await run('explain', 'PLM018');
  expect(stdout).toContain('# PLM018 unknown-environment');
  expect(exitCode).toBe(0);
});

test('it starts an estate and builds it', async () => {
  expect((await run('init', 'site')).exitCode).toBe(0);
  const { stderr, exitCode } = await run('build', '--cwd', 'site');
  expect(stderr).toMatch(/^\d+ notes on what a backend says differently: [^!]*;\s+--notes shows them$/s);
  expect(stderr).not.toMatch(/error|warning/);
  expect(exitCode).toBe(0);
});
