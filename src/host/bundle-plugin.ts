import { readFileSync } from 'node:fs';
import type { Loader, OnResolveArgs, OnResolveResult, PartialMessage, Plugin } from 'esbuild';
import type { BundleProblemKind, BundleRequest } from './host.ts';
import { type Modules, resolveImport } from './module-resolution.ts';

/** What an import that leads nowhere carries through esbuild, in a message's `detail`. */
export interface Refusal {
  readonly kind: BundleProblemKind;
  readonly specifier: string;
  readonly known: readonly string[];
}

/** Who imports what, as far as esbuild asked. */
export type ImportGraph = Map<string, Set<string>>;

interface PluginRequest extends BundleRequest {
  readonly modules: Modules;
  readonly graph: ImportGraph;
}

/** Our own modules that run in the sandbox, as `.ts` or, built, as `.js`; they are named by their path from here. */
const ownRoot = new URL('..', import.meta.url);
const authoringApi = import.meta.url.endsWith('.ts') ? 'index.ts' : 'index.js';
const ownPath = (url: URL): string => url.href.slice(ownRoot.href.length);

const stub = (entries: readonly string[]): string => {
  const loads = entries.map((entry) => `${JSON.stringify(entry)}: () => require(${JSON.stringify(`entry:${entry}`)}),`);
  return `module.exports = { runtime: require('runtime'), load: {\n__proto__: null,\n${loads.join('\n')}\n} };`;
};

const loaderOf = (path: string): Loader => {
  if (path.endsWith('.json')) return 'json';
  return /\.[cm]?ts$/.test(path) ? 'ts' : 'js';
};

const decode = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes ?? new Uint8Array());

const refusal = (detail: Refusal): OnResolveResult => ({ errors: [{ text: detail.kind, detail } satisfies PartialMessage] });

const resolveEstate = (args: OnResolveArgs, { modules, graph }: PluginRequest): OnResolveResult => {
  const isRequire = args.kind === 'require-call' || args.kind === 'require-resolve';
  const found = resolveImport({ specifier: args.path, importer: args.importer, isRequire }, modules);
  switch (found.to) {
    case 'plimsoll':
      return { namespace: 'plimsoll', path: authoringApi };
    case 'nowhere':
      return refusal({ kind: found.problem, specifier: args.path, known: found.known });
    case 'file':
      graph.set(args.importer, (graph.get(args.importer) ?? new Set()).add(found.path));
      return { namespace: 'estate', path: found.path };
  }
};

const resolveStub = ({ path }: OnResolveArgs, { runtime }: PluginRequest): OnResolveResult =>
  path === 'runtime' ? { namespace: 'plimsoll', path: ownPath(runtime) } : { namespace: 'estate', path: path.slice('entry:'.length) };

const resolveOwn = ({ path, importer }: OnResolveArgs): OnResolveResult => ({
  namespace: 'plimsoll',
  path: ownPath(new URL(path, new URL(importer, ownRoot))),
});

/** Lets esbuild see the files of the tree and our own modules, and nothing else of the disk. */
export const treePlugin = (request: PluginRequest): Plugin => ({
  name: 'tree',
  setup: (build) => {
    build.onResolve({ filter: /^/ }, (args) => {
      if (args.kind === 'entry-point') return { namespace: 'stub', path: args.path };
      if (args.namespace === 'stub') return resolveStub(args, request);
      return args.namespace === 'plimsoll' ? resolveOwn(args) : resolveEstate(args, request);
    });
    build.onLoad({ filter: /^/, namespace: 'stub' }, () => ({ contents: stub(request.entries), loader: 'js' }));
    build.onLoad({ filter: /^/, namespace: 'plimsoll' }, ({ path }) => ({
      contents: readFileSync(new URL(path, ownRoot), 'utf8'),
      loader: loaderOf(path),
    }));
    build.onLoad({ filter: /^/, namespace: 'estate' }, ({ path }) => ({
      contents: decode(request.modules.read(path)),
      loader: loaderOf(path),
    }));
  },
});
