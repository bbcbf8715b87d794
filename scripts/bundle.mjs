// Puts the command line into a few files, beside what tsc wrote: `dist/bundle/main.js` does the same as the four hundred modules of
// `dist/cli/main.js` and starts in half the time. What a command loads late stays a file of its own.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

const templates = readdirSync(join(root, 'templates'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.hbs'))
  .map((path) => `templates/${path.replaceAll('\\', '/')}`)
  .sort();

const entryOf = (path) => {
  const specification = Handlebars.precompile(readFileSync(join(root, path), 'utf8'), templateOptions);
  return `[${JSON.stringify(path)}, ${String(specification)}]`;
};

/** Our templates need no compiling when they are used, so the bundle has of Handlebars only what fills them. */
const compiledTemplates = {
  name: 'compiled-templates',
  setup: ({ onLoad, onResolve }) => {
    onLoad({ filter: /\/src\/project\/compiled-templates\.ts$/ }, () => ({
      contents: `export const compiledTemplates = new Map([\n${templates.map(entryOf).join(',\n')}\n]);`,
      loader: 'js',
    }));
    onResolve({ filter: /^handlebars$/ }, () => ({ path: join(root, 'node_modules/handlebars/runtime.js') }));
  },
};

const bundled = async () => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/cli/main.ts'],
    outdir: out,
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    // Names stay: they are what a crash report shows.
    minifySyntax: true,
    minifyWhitespace: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external,
    plugins: [compiledTemplates, standing, withoutLocales],
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
    // Packages in CommonJS ask for Node's modules this way.
    banner: { js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);" },
  });
  return metafile;
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

const metafile = await bundled();
writeFileSync(join(out, 'LICENCES.txt'), notices(metafile));
const written = new Set(['LICENCES.txt', ...Object.keys(metafile.outputs).map((path) => basename(path))]);
for (const name of readdirSync(out)) if (!written.has(name)) rmSync(join(out, name));
