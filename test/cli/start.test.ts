import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleOnce } from '../support/built-cli.ts';

const root = new URL('../../', import.meta.url).pathname;
const estate = join(root, 'test/fixtures/base');
let folder = '';
let bundle = '';

/** Notes each file of a package that Node reads as a module. */
const hooks = `
  import { appendFileSync } from 'node:fs';
  export const load = (url, context, next) => {
    const name = /\\/node_modules\\/((?:@[^/]+\\/)?[^/]+)\\/[^?]*$/.exec(url)?.[1];
    if (name !== undefined) appendFileSync(process.env.LOADED, name + '\\n');
    return next(url, context);
  };`;

/** Writes down Node's own modules that were loaded. */
const atExit = `
  const { writeFileSync } = require('node:fs');
  const prefix = 'NativeModule ';
  process.on('exit', () => {
    const loaded = process.moduleLoadList.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
    writeFileSync(process.env.LOADED, loaded.join('\\n'));
  });`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-start-'));
  writeFileSync(join(folder, 'hooks.mjs'), hooks);
  writeFileSync(join(folder, 'register.mjs'), "import { register } from 'node:module'; register('./hooks.mjs', import.meta.url);");
  writeFileSync(join(folder, 'at-exit.cjs'), atExit);
  await bundleOnce();
  // Where the package's own files and the packages it needs are found as from `dist/bundle`.
  bundle = mkdtempSync(join(root, 'dist/bundle-of-a-test-'));
  execFileSync('cp', ['-r', `${join(root, 'dist/bundle')}/.`, bundle]);
}, 240_000);
afterAll(() => {
  for (const made of [folder, bundle]) rmSync(made, { recursive: true, force: true });
});

const loadedBy = async (node: readonly string[], words: readonly string[]): Promise<readonly string[]> => {
  const file = join(folder, 'loaded.txt');
  writeFileSync(file, '');
  await execa('node', [...node, ...words], { cwd: estate, env: { LOADED: file }, reject: false });
  return [...new Set(readFileSync(file, 'utf8').split('\n').filter(Boolean))].sort();
};

describe('packages', () => {
  const packages = (...words: readonly string[]) =>
    loadedBy(['--import', join(folder, 'register.mjs'), join(root, 'dist/cli/main.js')], words);

  test('help and version need none', async () => {
    expect(await packages('--help')).toEqual([]);
    expect(await packages('--version')).toEqual([]);
  });

  test('a code is explained with little more than what reads the command line', async () => {
    expect(await packages('explain', 'PLM301')).toEqual(['commander']);
  });

  test('definitions in YAML are validated without a sandbox, a bundler, a validator of JSON or the full YAML', async () => {
    const needed = [
      '@lezer/common',
      '@lezer/highlight',
      '@lezer/lr',
      '@prometheus-io/lezer-promql',
      'commander',
      'handlebars',
      'picocolors',
      'zod',
    ];
    expect(await packages('validate')).toEqual(needed);
  });
});

describe('modules of Node in the bundle', () => {
  const slow = [
    'child_process',
    'cluster',
    'crypto',
    'dns',
    'http',
    'https',
    'inspector',
    'perf_hooks',
    'readline',
    'tls',
    'worker_threads',
  ];
  const modules = (...words: readonly string[]) => loadedBy(['--require', join(folder, 'at-exit.cjs'), join(bundle, 'main.js')], words);

  test.each(['--help', 'validate', 'list', 'build'])('%s starts nothing that takes long to start', async (command) => {
    const found = await modules(command, ...(command === 'build' ? ['--out', join(folder, 'out')] : []));
    expect(found).toContain('fs');
    expect(found.filter((name) => slow.includes(name))).toEqual([]);
  });
});

describe('code that is kept', () => {
  const codes = () => readdirSync(bundle).filter((name) => name.endsWith('.code'));
  const codeOf = (command: string) => join(bundle, codes().find((name) => name.includes(`-${command}-${process.versions.v8}-`)) ?? 'none');
  const run = (...words: readonly string[]) => execa('node', [join(bundle, 'main.js'), ...words], { cwd: estate, reject: false });

  test('is there for the common commands when the bundle is made, and written for another by its first run', async () => {
    expect(codes().length).toBeGreaterThan(3);
    rmSync(codeOf('schema'), { force: true });
    const { stdout, exitCode } = await run('schema', 'checks');
    expect(exitCode).toBe(0);
    const written = readFileSync(codeOf('schema'));
    expect((await run('schema', 'checks')).stdout).toBe(stdout);
    expect(readFileSync(codeOf('schema')).equals(written)).toBe(true);
  });

  test.each([
    ['damaged', (bytes: Buffer) => bytes.fill(0x5a, bytes.length / 2, bytes.length / 2 + 16)],
    ['cut short', (bytes: Buffer) => bytes.subarray(0, 5000)],
    ['empty', () => Buffer.alloc(0)],
  ])('is made anew when it is %s', async (_, damage) => {
    const { stdout } = await run('list');
    const file = codeOf('list');
    const bad = damage(readFileSync(file));
    writeFileSync(file, bad);
    const { stdout: again, stderr, exitCode } = await run('list');
    expect({ again, stderr, exitCode }).toEqual({ again: stdout, stderr: '', exitCode: 0 });
    expect(readFileSync(file).equals(bad)).toBe(false);
  });

  test('of a Node started with other flags is left alone, and nothing is said', async () => {
    const before = readFileSync(codeOf('list'));
    const { stdout } = await run('list');
    const other = await execa('node', ['--no-opt', join(bundle, 'main.js'), 'list'], { cwd: estate });
    expect(other.stdout).toBe(stdout);
    expect(other.stderr).toBe('');
    expect(readFileSync(codeOf('list')).equals(before)).toBe(true);
  });

  test('is done without where it cannot be written', async () => {
    const { stdout } = await run('list');
    const file = codeOf('list');
    rmSync(file);
    mkdirSync(join(file, 'in-the-way'), { recursive: true });
    const result = await run('list');
    expect(result.stdout).toBe(stdout);
    expect(result.stderr).toBe('');
    expect(codes().filter((name) => /\.code\.\d+$/.test(name))).toEqual([]);
    rmSync(file, { recursive: true });
  });

  test('holds nothing of a command that failed or only showed its help', async () => {
    const files = codes();
    await run('matrix', '--help');
    await run('matrix', 'no-such-threshold');
    expect(codes()).toEqual(files);
  });
});
