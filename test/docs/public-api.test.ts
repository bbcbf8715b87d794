import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { execa } from 'execa';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { runShell } from '../support/built-cli.ts';
import { diagnose } from '../support/diagnose.ts';
import { baseFiles } from '../support/memory-tree.ts';

const root = new URL('../../', import.meta.url).pathname;
const entries = { plimsoll: 'src/index.ts', 'plimsoll/project': 'src/project/index.ts' };

interface PublicExport {
  readonly module: string;
  readonly name: string;
  readonly text: string;
  readonly examples: readonly string[];
}

const program = ts.createProgram(
  Object.values(entries).map((file) => join(root, file)),
  {
    ...ts.parseJsonConfigFileContent(ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config, ts.sys, root).options,
    noEmit: true,
  },
);
const checker = program.getTypeChecker();

const exportsOf = (module: string, file: string): readonly PublicExport[] => {
  const source = program.getSourceFile(join(root, file));
  const symbol = source && checker.getSymbolAtLocation(source);
  return (symbol === undefined ? [] : checker.getExportsOfModule(symbol)).map((one) => {
    const target = one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one;
    const examples = target.getJsDocTags(checker).filter(({ name }) => name === 'example');
    return {
      module,
      name: one.name,
      text: ts.displayPartsToString(target.getDocumentationComment(checker)),
      examples: examples.map(({ text }) => ts.displayPartsToString(text)),
    };
  });
};

const all = Object.entries(entries).flatMap(([module, file]) => exportsOf(module, file));

test('both entry points export something', () => {
  expect(all.filter(({ module }) => module === 'plimsoll').length).toBeGreaterThan(10);
  expect(all.filter(({ module }) => module === 'plimsoll/project').length).toBeGreaterThan(10);
});

test.each(all)('$module: $name says what it is and shows it', ({ text, examples }) => {
  expect(text.length).toBeGreaterThan(20);
  expect(examples.length).toBeGreaterThan(0);
});

test('every example is right in its types', async () => {
  const folder = mkdtempSync(join(root, 'node_modules/.cache-examples-'));
  try {
    all.forEach(({ module, name, examples }) =>
      examples.forEach((example, i) =>
        writeFileSync(join(folder, `${module.replace('/', '-')}-${name}-${i}.ts`), `${example}\nexport {};\n`),
      ),
    );
    const config = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: {
        noUnusedLocals: false,
        paths: { plimsoll: [join(root, 'src/index.ts')], 'plimsoll/project': [join(root, 'src/project/index.ts')] },
      },
      include: ['*.ts'],
      exclude: [],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const { stdout } = await execa('node', [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { reject: false });
    expect(stdout.split('\n').filter((line) => line.includes('.cache-examples-'))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

const folders: Readonly<Record<string, string>> = { hosts: 'inventory/hosts', groups: 'inventory/groups' };

test.each(
  all.filter(({ module }) => module === 'plimsoll').flatMap(({ name, examples }) => examples.map((example) => ({ name, example }))),
)('the example of $name compiles in the base estate', async ({ example }) => {
  const builder = /\b(teams|schedules|hosts|groups|metrics|thresholds|checks|defaults)\(/.exec(example)?.[1];
  const kind = builder === 'defaults' ? 'checks' : (builder ?? '');
  const path = `${folders[kind] ?? kind}/${builder === 'defaults' ? '_defaults' : 'example'}.ts`;
  expect(builder, 'an example is a definition file').toBeDefined();
  const { diagnostics } = await diagnose({ ...baseFiles(), [path]: example });
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`)).toEqual([]);
});

test('the examples of the façade run', { timeout: 240_000 }, async () => {
  await runShell('plimsoll --version', root);
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-examples-'));
  try {
    cpSync(join(root, 'test/fixtures/base'), directory, { recursive: true });
    const project = all.filter(({ module }) => module === 'plimsoll/project');
    for (const { name, examples } of project)
      for (const example of examples) {
        const { code } = await transform(example, { loader: 'ts', format: 'esm' });
        const file = join(directory, `${name}.mjs`);
        writeFileSync(file, code.replaceAll(/(['"])plimsoll\/project\1/g, JSON.stringify(join(root, 'dist/project/index.js'))));
        const { exitCode, stderr } = await execa('node', [file], { cwd: directory, reject: false });
        expect([name, exitCode, stderr.includes('Error')]).toEqual([name, 0, false]);
      }
    expect(readdirSync(directory)).toContain('generated');
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
