// Puts the command line into a few files, beside what tsc wrote: `dist/bundle/main.js` does the same as the seven hundred modules of
// `dist/cli/main.js` and starts in a third of the time. Decision 6 says how.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import Handlebars from 'handlebars';
import { templateOptions } from '../dist/project/template-engine.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'dist/bundle');

/** Packages with programs or WebAssembly of their own, which find them by where they stand. */
const external = ['esbuild', 'oxc-parser', 'quickjs-emscripten', 'execa'];

/** A module that asks where it stands is told where tsc put it. */
const standing = {
  name: 'standing',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => {
      const compiled = join(root, 'dist', relative(join(root, 'src'), path)).replace(/\.ts$/, '.js');
      const place = `new URL(${JSON.stringify(relative(out, compiled))}, import.meta.url).href`;
      return { contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', place), loader: 'ts' };
    });
  },
};

/** The texts of sixty languages that zod would bring; its English ones come another way. */
const withoutLocales = {
  name: 'without-locales',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/zod\/v4\/locales\/index\.js$/ }, () => ({ contents: 'export {};', loader: 'js' }));
  },
};

/** Replaces what `filter` imports by the file `path` of the bundle, or by another module. */
const instead = (filter, answer) => ({ name: `instead-${filter}`, setup: ({ onResolve }) => onResolve({ filter }, () => answer) });

/** commander could start programs of other names as its commands; ours has none. */
const withoutChildren = {
  name: 'without-children',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /\/commander\//.test(importer) ? { path: 'none', namespace: 'none' } : undefined,
    );
    onLoad({ filter: /^none$/, namespace: 'none' }, () => ({ contents: '' }));
  },
};

/**
 * Packages that take longer to start than all else of a small validation: the tables of a grammar to unpack, what fills templates. Whoever
 * uses them pays for it, nobody else.
 */
const late = {
  '@prometheus-io/lezer-promql': `
    let parser;
    const late = { parse: (text) => (parser ??= require('@prometheus-io/lezer-promql').parser).parse(text) };
    export { late as parser };`,
  handlebars: `export default { create: () => require('handlebars/runtime').create() };`,
};
const whenAsked = {
  name: 'when-asked',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^(?:@prometheus-io\/lezer-promql|handlebars)$/ }, ({ path, namespace }) =>
      namespace === 'late' ? undefined : { path, namespace: 'late' },
    );
    onLoad({ filter: /./, namespace: 'late' }, ({ path }) => ({ contents: late[path], resolveDir: root }));
  },
};

const templates = readdirSync(join(root, 'templates'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.hbs'))
  .map((path) => `templates/${path.replaceAll('\\', '/')}`)
  .sort();

const entryOf = (path) => {
  const specification = Handlebars.precompile(readFileSync(join(root, path), 'utf8'), templateOptions);
  return `[${JSON.stringify(path)}, () => (${String(specification)})]`;
};

/** Our templates need no compiling when they are used, so the bundle has of Handlebars only what fills them. */
const compiledTemplates = {
  name: 'compiled-templates',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/src\/project\/compiled-templates\.ts$/ }, () => ({
      contents: `
        const compiled = new Map([\n${templates.map(entryOf).join(',\n')}\n]);
        export const compiledTemplates = { get: (path) => compiled.get(path)?.() };`,
      loader: 'js',
    }));
  },
};

/** A thread starts with a file of the bundle, and has what it is started for inside. */
const bundledThread = {
  name: 'bundled-thread',
  setup: ({ onLoad }) => {
    const resolveDir = join(root, 'src/host');
    onLoad({ filter: /\/src\/host\/thread-start\.ts$/ }, () => ({
      contents: `export const threadStart = new URL('thread.js', import.meta.url);`,
    }));
    onLoad({ filter: /\/src\/host\/thread-module\.ts$/ }, () => ({
      contents: `export const threadModule = () => import('../project/review/output-thread.ts');`,
      resolveDir,
    }));
  },
};

const options = {
  absWorkingDir: root,
  outdir: out,
  entryNames: '[name]-[hash]',
  bundle: true,
  // Names stay: they are what a crash report shows.
  minifySyntax: true,
  minifyWhitespace: true,
  platform: 'node',
  target: 'node20.19',
  external,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
};

/** Where a file of CommonJS stands. Strict, as the modules in it are. */
const asScript = {
  format: 'cjs',
  define: { 'import.meta.url': '__standsAt' },
};
const standsAt = '"use strict";const __standsAt=require("node:url").pathToFileURL(__filename).href;';

const nameOf = ({ outputs }) => basename(Object.keys(outputs)[0]);

/** The evaluation of TypeScript stays a module, since the parser it needs is one: not every Node can `require` that. */
const bundleTypescript = async () => {
  const entryPoints = [{ in: 'src/compiler/load/typescript/evaluate-typescript.ts', out: 'typescript' }];
  const { metafile } = await build({ ...options, entryPoints, format: 'esm', outExtension: { '.js': '.mjs' }, plugins: [standing] });
  return metafile;
};

/** Everything else, as one function that V8 can keep the code of. */
const bundleScript = async (typescript) => {
  const { metafile, outputFiles } = await build({
    ...options,
    ...asScript,
    entryPoints: [{ in: 'scripts/bundled.mjs', out: 'plimsoll' }],
    plugins: [
      compiledTemplates,
      bundledThread,
      standing,
      withoutLocales,
      withoutChildren,
      whenAsked,
      instead(/\/evaluate-typescript\.ts$/, { path: `./${typescript}`, external: true }),
    ],
    banner: { js: `(function(module,require,__filename,__load){${standsAt}` },
    footer: { js: '})' },
    write: false,
  });
  const [{ path, text }] = outputFiles;
  writeFileSync(path, text.replaceAll(/\bimport\("/g, '__load("'));
  return metafile;
};

/** What starts: help and version, and whoever runs the rest; and the same for a thread. */
const bundleStart = async (script) => {
  const { metafile } = await build({
    ...options,
    ...asScript,
    entryPoints: [
      { in: 'src/cli/main.ts', out: 'main' },
      { in: 'scripts/bundled-thread.mjs', out: 'thread' },
    ],
    entryNames: '[name]',
    plugins: [
      standing,
      instead(/^\.\/run\.ts$/, { path: join(root, 'scripts/bundled-run.mjs') }),
      instead(/^\.\/commands\//, { external: true }),
    ],
    define: { ...asScript.define, SCRIPT: JSON.stringify(script) },
    banner: { js: standsAt },
  });
  return metafile;
};

/** Commands of a small estate, run once so that their code is there before anybody waits for it. What fails here is for the tests to say. */
const warmUp = () => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bundle-'));
  const commands = ['init .', 'validate', 'build', 'list', 'explain job-queue', 'diff --from . --to .'];
  for (const line of commands) spawnSync(process.execPath, [join(out, 'main.js'), ...line.split(' ')], { cwd: folder, stdio: 'ignore' });
  rmSync(folder, { recursive: true, force: true });
};

const packageOf = (input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];

const licenceOf = (folder) => {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return `${name} ${version} (${license})\n\n${file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim()}\n`;
};

/** What others wrote is passed on with their terms. */
const notices = ({ inputs }) => {
  const folders = new Set(Object.keys(inputs).flatMap((input) => packageOf(join(root, input)) ?? []));
  return [...folders]
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map(licenceOf)
    .sort()
    .join(`\n${'-'.repeat(72)}\n\n`);
};

const typescript = await bundleTypescript();
const script = await bundleScript(nameOf(typescript));
const start = await bundleStart(nameOf(script));
writeFileSync(join(out, 'package.json'), '{ "type": "commonjs" }\n');
writeFileSync(join(out, 'LICENCES.txt'), notices({ inputs: { ...typescript.inputs, ...script.inputs, ...start.inputs } }));
const kept = new Set(['package.json', 'LICENCES.txt', 'thread.js', ...[typescript, script, start].map(nameOf)]);
const stem = nameOf(script).replace(/\.js$/, '-');
for (const name of readdirSync(out)) if (!kept.has(name) && !name.startsWith(stem)) rmSync(join(out, name));
warmUp();
