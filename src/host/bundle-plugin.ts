import { readFileSync } from 'node:fs';
import type { Loader, OnLoadResult, OnResolveArgs, OnResolveResult, PartialMessage, Plugin } from 'esbuild';
import { nestingOf } from '../base/nesting.ts';
import type { BundleProblemKind } from './host.ts';
import { isPackageFile, type Modules, resolveImport } from './module-resolution.ts';

/** What an import that leads nowhere carries through esbuild, in a message's `detail`. */
export interface Refusal {
  readonly kind: BundleProblemKind;
  readonly specifier: string;
  readonly known: readonly string[];
}

/** Who imports what, as far as esbuild asked; inside a package, too. */
export type ImportGraph = Map<string, Set<string>>;

/** Our own modules that run in the sandbox are named by their path from here. */
const ownRoot = new URL('..', import.meta.url);

const loaderOf = (path: string): Loader => {
  if (path.endsWith('.json')) return 'json';
  return /\.[cm]?ts$/.test(path) ? 'ts' : 'js';
};

const refusal = (detail: Refusal): OnResolveResult => ({ errors: [{ text: detail.kind, detail } satisfies PartialMessage] });

/** What the decoder of definition files reads, too. */
const largestMiB = 4;
/**
 * esbuild recurses: a level costs about a kilobyte of its gigabyte of stack, and nested functions take time with the square
 * of their depth. No author writes by hand what a package's minifier does.
 */
const deepest = { estate: 5000, packages: 50_000 } as const;

const loadFailure = (path: string, detail: Refusal): OnLoadResult => ({
  errors: [{ text: detail.kind, detail, location: { file: `estate:${path}`, line: 1, column: 0, length: 0, lineText: '' } }],
});

const loadEstate = (path: string, modules: Modules): OnLoadResult => {
  const size = (modules.read(path)?.length ?? 0) / 1024 / 1024;
  if (size > largestMiB) return loadFailure(path, { kind: 'too-large', specifier: size.toFixed(1), known: [] });
  const text = modules.text(path);
  const limit = isPackageFile(path) ? deepest.packages : deepest.estate;
  if (nestingOf(text, limit).depth > limit) return loadFailure(path, { kind: 'syntax', specifier: 'it is nested too deeply', known: [] });
  return { contents: text, loader: loaderOf(path) };
};

/** What is being built, and what was learnt of it. */
export interface Building {
  readonly modules: Modules;
  readonly graph: ImportGraph;
  /** How each import was written, by importer and path, a line feed between them. */
  readonly specifiers: Map<string, string>;
}

const resolveFrom = (args: OnResolveArgs, { modules, graph, specifiers }: Building): OnResolveResult => {
  const { path: specifier, importer } = args;
  const isRequire = args.kind === 'require-call' || args.kind === 'require-resolve';
  const found = resolveImport({ specifier, importer, isRequire }, modules);
  if (found.to === 'nowhere') return refusal({ kind: found.problem, specifier, known: found.known });
  const path = found.to === 'plimsoll' ? 'plimsoll' : found.path;
  graph.set(importer, (graph.get(importer) ?? new Set()).add(path));
  specifiers.set(`${importer}\n${path}`, specifier);
  const isInside = isPackageFile(importer) && isPackageFile(path);
  return isInside ? { namespace: 'estate', path } : { path, external: true };
};

/** Keeps esbuild from looking for an entry below the working directory, where another file of that name may be. */
export const entryPrefix = 'entry:';

const resolveEntry = (args: OnResolveArgs): OnResolveResult => {
  const path = args.path.slice(entryPrefix.length);
  // As an entry of its own, JSON would export nothing.
  return { namespace: path.endsWith('.json') ? 'json' : 'estate', path };
};

/** Lets esbuild see the files of the tree, and nothing of the disk. Every file is a module of its own. */
export const estatePlugin = (building: Building): Plugin => ({
  name: 'estate',
  setup: (build) => {
    build.onResolve({ filter: /^/ }, (args) => {
      if (args.kind === 'entry-point') return resolveEntry(args);
      return args.namespace === 'json' ? { namespace: 'estate', path: args.path } : resolveFrom(args, building);
    });
    build.onLoad({ filter: /^/, namespace: 'json' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
      loader: 'js',
    }));
    build.onLoad({ filter: /^/, namespace: 'estate' }, ({ path }) => loadEstate(path, building.modules));
  },
});

/** Lets esbuild see our own modules. */
export const ownPlugin: Plugin = {
  name: 'own',
  setup: (build) => {
    build.onResolve({ filter: /^/ }, ({ path, importer, kind }) => ({
      namespace: 'plimsoll',
      path: new URL(path, kind === 'entry-point' ? undefined : new URL(importer, ownRoot)).href.slice(ownRoot.href.length),
    }));
    build.onLoad({ filter: /^/, namespace: 'plimsoll' }, ({ path }) => ({
      contents: readFileSync(new URL(path, ownRoot), 'utf8'),
      loader: loaderOf(path),
    }));
  },
};
