import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { openEstate } from '../../src/project/index.ts';
import { artifactsOf, outputTree } from '../support/output-tree.ts';

const script = fileURLToPath(new URL('../../bench/generate-estate.mjs', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'bench-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const generate = (...argv: readonly string[]) => spawnSync(process.execPath, [script, ...argv], { encoding: 'utf8' });

const estate = (name: string, ...argv: readonly string[]): string => {
  const out = join(scratch, name);
  expect(generate('--checks', '200', '--out', out, ...argv).status).toBe(0);
  return out;
};

/** Nobody watches over an estate that is only measured: neither the collector nor the way to a pager. */
const tolerated: ReadonlySet<string> = new Set(['PLM422', 'PLM453']);

const built = async (root: string) => {
  const { diagnostics } = await (await openEstate(root, { today: '2026-11-23' })).build({});
  expect(diagnostics.map(({ code }) => code).filter((code) => !tolerated.has(code))).toEqual([]);
  return artifactsOf(outputTree(join(root, 'generated')));
};

test('an estate of 200 checks builds without a finding about its checks, and means the same in YAML and in TypeScript', async () => {
  const yaml = await built(estate('yaml'));
  const typescript = await built(estate('typescript', '--form', 'typescript'));
  expect(typescript).toEqual(yaml);
  const rules = [...yaml].filter(([path]) => path.includes('/rules/')).map(([, text]) => text);
  expect(rules.join('').match(/^ {2}- name: check-/gm)).toHaveLength(200);
});

test('a seed gives the same estate each time, another seed another one', () => {
  const files = outputTree(estate('first', '--seed', '7'));
  expect(outputTree(estate('second', '--seed', '7'))).toEqual(files);
  expect(outputTree(estate('third', '--seed', '8'))).not.toEqual(files);
});

test('a folder that holds something else is left alone', () => {
  const own = join(mkdtempSync(join(scratch, 'own-')), 'letter.txt');
  writeFileSync(own, 'Dear all,\n');
  const { status, stderr } = generate('--checks', '20', '--out', join(own, '..'));
  expect(status).not.toBe(0);
  expect(stderr).toContain('not an estate');
  expect(readFileSync(own, 'utf8')).toBe('Dear all,\n');
});

test('an option that is no good is answered with the usage', () => {
  for (const argv of [[], ['--checks', 'many', '--out', scratch], ['--checks', '20', '--out', join(scratch, 'x'), '--form', 'json']]) {
    const { status, stderr } = generate(...argv);
    expect(status).toBe(2);
    expect(stderr).toContain('usage:');
  }
});
