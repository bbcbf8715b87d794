import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { Host } from '../../src/host/host.ts';
import { nodeHost } from '../../src/host/node-host.ts';
import { openEstate } from '../../src/project/index.ts';
import { artifactsOf, outputTree } from '../support/output-tree.ts';

type Tree = ReadonlyMap<string, string>;

const repository = fileURLToPath(new URL('../..', import.meta.url));
const twin = (form: 'yaml' | 'typescript'): string => join(repository, 'test/fixtures/twin', form);
const scratch = mkdtempSync(join(tmpdir(), 'twin-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let outputs = 0;
const freshDirectory = (): string => join(scratch, `out-${(outputs += 1)}`);

const buildHere = async (root: string, host: Host = nodeHost()): Promise<Tree> => {
  const out = freshDirectory();
  const estate = await openEstate(root, { host, today: '2026-11-23' });
  const { diagnostics } = await estate.build({ out });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return outputTree(out);
};

/** The same files, listed in an order that depends on `seed` only. */
const shuffledHost = (seed: number): Host => {
  const host = nodeHost();
  const rank = (path: string): number => [...path].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0) + seed) % 65_521, seed);
  const tree: Host['tree'] = (root) => {
    const files = host.tree(root);
    return { ...files, list: () => files.list().toSorted((a, b) => rank(a) - rank(b)) };
  };
  return { ...host, tree };
};

/** A copy whose files were created in the opposite order, in a directory nobody would choose. */
const copyElsewhere = (root: string): string => {
  const copy = join(scratch, `Ümzug ${(outputs += 1)}`, 'estate');
  const files = [...outputTree(root).keys()].reverse();
  for (const file of files) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  return copy;
};

const buildInChild = async (root: string, env: Readonly<Record<string, string>>, cwd = tmpdir()): Promise<Tree> => {
  const out = freshDirectory();
  const loader = join(repository, 'test/support/typescript-loader.mjs');
  const script = join(repository, 'test/support/build-estate.ts');
  const argv = ['--import', loader, script, root, out];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { env: { ...process.env, ...env }, cwd, maxBuffer: 2 ** 26 });
  const diagnostics: readonly Diagnostic[] = JSON.parse(stdout);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return outputTree(out);
};

test('the same estate in YAML and in TypeScript gives the same bytes', async () => {
  const yaml = artifactsOf(await buildHere(twin('yaml')));
  const typescript = artifactsOf(await buildHere(twin('typescript')));
  expect([...yaml.keys()]).toContain('production/prometheus/rules/press.yaml');
  expect([...typescript.keys()]).toEqual([...yaml.keys()]);
  for (const [path, text] of yaml) expect(typescript.get(path), path).toBe(text);
});

test.each(['yaml', 'typescript'] as const)('the order in which files are found changes nothing (%s)', async (form) => {
  const expected = await buildHere(twin(form));
  for (const seed of [1, 7, 4242]) expect(await buildHere(twin(form), shuffledHost(seed))).toEqual(expected);
});

test.each(['yaml', 'typescript'] as const)('zone, language and directory change nothing (%s)', async (form) => {
  const expected = await buildHere(twin(form));
  const elsewhere = copyElsewhere(twin(form));
  expect(await buildInChild(elsewhere, { TZ: 'Asia/Kathmandu', LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' })).toEqual(expected);
  expect(await buildInChild(elsewhere, { TZ: 'America/St_Johns', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' })).toEqual(expected);
});

test.each(['yaml', 'typescript'] as const)('where it is called from changes nothing (%s)', async (form) => {
  const expected = await buildHere(twin(form));
  expect(await buildInChild(twin(form), {}, twin(form))).toEqual(expected);
});
