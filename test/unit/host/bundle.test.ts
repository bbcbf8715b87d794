import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { evaluateTypescript } from '../../../src/compiler/load/typescript/evaluate-typescript.ts';
import { esbuildBundle } from '../../../src/host/bundle.ts';
import { nodeTree } from '../../../src/host/node-tree.ts';
import { memoryTree } from '../../support/memory-tree.ts';

const runtime = new URL('../../../src/compiler/load/typescript/realm/harness.ts', import.meta.url);
const file = (body: string): string => `import { checks } from 'plimsoll';\n${body}\n`;

test('a link that leads out of the estate is not followed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-links-'));
  const estate = join(folder, 'estate');
  try {
    for (const path of ['checks', 'lib', 'node_modules', '../outside']) mkdirSync(join(estate, path), { recursive: true });
    writeFileSync(join(folder, 'outside/index.js'), 'export default "secret";');
    symlinkSync('../../outside', join(estate, 'node_modules/linked'));
    symlinkSync('../../outside', join(estate, 'lib/folder'));
    symlinkSync('../../outside/index.js', join(estate, 'lib/file.js'));
    const paths = ['linked', '../lib/folder/index.js', '../lib/file.js', '../../outside/index.js'];
    paths.forEach((path, i) =>
      writeFileSync(join(estate, `checks/${i}.ts`), file(`import x from '${path}';\nexport default checks({ x });`)),
    );
    const files = paths.map((_, i) => `checks/${i}.ts`);
    const results = await evaluateTypescript({ tree: nodeTree(estate), files, bundle: esbuildBundle });
    expect([...results.values()].map(({ diagnostics }) => diagnostics.map(({ code }) => code))).toEqual([
      ['PLM041'],
      ['PLM041'],
      ['PLM041'],
      ['PLM042'],
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a tsconfig of the estate changes nothing', async () => {
  const source = { 'checks/a.ts': file('export default checks({ a: <any>1 });') };
  const config = { 'tsconfig.json': '{ "compilerOptions": { "paths": { "plimsoll": ["./evil.ts"] }, "jsx": "react" } }', 'evil.ts': '' };
  const build = (files: Record<string, string>) => esbuildBundle.bundle({ tree: memoryTree(files), entries: ['checks/a.ts'], runtime });
  expect((await build({ ...source, ...config })).modules).toEqual((await build(source)).modules);
});

test('the output depends on nothing but the sources', async () => {
  const files = Object.fromEntries(['b', 'a', 'c'].map((name) => [`checks/${name}.ts`, file(`export default checks({ ${name}: 1 });`)]));
  const entries = Object.keys(files);
  const [one, two] = await Promise.all([
    esbuildBundle.bundle({ tree: memoryTree(files), entries, runtime }),
    esbuildBundle.bundle({ tree: memoryTree(files), entries: entries.toReversed(), runtime }),
  ]);
  expect(one).toEqual(two);
  expect([...one.modules.values()].map(({ code, map }) => code + map).join('')).not.toContain(process.cwd());
});

test('what does not end in time is stopped, and the next thing runs', () => {
  const forever = (): never => {
    for (;;);
  };
  expect(esbuildBundle.within(20, forever)).toBeUndefined();
  expect(esbuildBundle.within(1000, () => 1)).toEqual({ value: 1 });
  expect(() =>
    esbuildBundle.within(1000, () => {
      throw new RangeError('own');
    }),
  ).toThrow('own');
});

test('a process that bundled ends by itself', async () => {
  const script = `import { build } from 'esbuild';
await build({ stdin: { contents: 'let x: number = 1', loader: 'ts' }, write: false });`;
  const { exitCode } = await execa('node', ['--input-type=module', '-e', script], { timeout: 20_000, reject: false });
  expect(exitCode).toBe(0);
});
