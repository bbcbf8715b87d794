import { createContext, runInContext } from 'node:vm';
import type { BuildOptions, Message } from 'esbuild';
import { treePlugin, type ImportGraph } from './bundle-plugin.ts';
import { type BuildContext, problemsOf } from './bundle-problems.ts';
import type { Bundle, BundleOutput, BundleProblem, BundleRequest } from './host.ts';
import { modulesOf, type Modules } from './module-resolution.ts';

interface Built {
  readonly errors: readonly Message[];
  readonly warnings: readonly Message[];
  readonly code: string;
  readonly map: string;
}

const options = {
  entryPoints: ['stub'],
  bundle: true,
  write: false,
  format: 'iife',
  globalName: 'instance',
  banner: { js: '(function () {\n"use strict";' },
  footer: { js: 'return instance;\n})' },
  platform: 'neutral',
  target: 'es2023',
  charset: 'ascii',
  sourcemap: 'external',
  sourcesContent: false,
  outfile: 'bundle.js',
  legalComments: 'none',
  logLevel: 'silent',
  logLimit: 0,
  tsconfigRaw: {},
  // Nothing that was written is left out: `new Date()` fails even where its value is not used.
  treeShaking: false,
  ignoreAnnotations: true,
} satisfies BuildOptions;

const isFailure = (error: unknown): error is Pick<Built, 'errors' | 'warnings'> =>
  typeof error === 'object' && error !== null && 'errors' in error && 'warnings' in error;

const buildOnce = async (request: BundleRequest, modules: Modules, graph: ImportGraph): Promise<Built> => {
  const { build } = await import('esbuild');
  try {
    const { errors, warnings, outputFiles } = await build({ ...options, plugins: [treePlugin({ ...request, modules, graph })] });
    const textOf = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
    return { errors, warnings, code: textOf('.js'), map: textOf('.map') };
  } catch (error) {
    if (isFailure(error)) return { errors: error.errors, warnings: error.warnings, code: '', map: '' };
    throw error;
  }
};

const reachable = (graph: ImportGraph, entry: string): readonly string[] => {
  const found = new Set([entry]);
  for (const path of found) for (const imported of graph.get(path) ?? []) found.add(imported);
  return [...found].sort();
};

const nothing = { code: '', map: '', entries: [] } as const;

/** Builds until what is left builds: each round leaves out the entries that an error stands in the way of. */
const bundle = async (request: BundleRequest): Promise<BundleOutput> => {
  const modules = modulesOf(request.tree);
  const graph: ImportGraph = new Map();
  const problems = new Map<string, BundleProblem>();
  const sources = (): BundleOutput['sources'] => new Map(request.entries.map((entry) => [entry, reachable(graph, entry)]));
  let entries = [...new Set(request.entries)].sort();
  while (entries.length > 0) {
    const built = await buildOnce({ ...request, entries }, modules, graph);
    const context: BuildContext = { entries, modules, graph };
    for (const problem of problemsOf(built, context)) {
      const key = `${problem.file}:${problem.start}:${problem.kind}`;
      if (!problems.has(key)) problems.set(key, problem);
    }
    const tainted = new Set([...problems.values()].flatMap((problem) => problem.entries));
    const left = entries.filter((entry) => !tainted.has(entry));
    if (built.code !== '' && left.length === entries.length)
      return { code: built.code, map: built.map, entries, problems: [...problems.values()], sources: sources() };
    if (left.length === entries.length) throw new Error(`esbuild failed: ${built.errors.map(({ text }) => text).join('; ')}`);
    entries = left;
  }
  return { ...nothing, problems: [...problems.values()], sources: sources() };
};

// Not `instanceof Error`: the error may belong to another context than ours.
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

const within = <T>(milliseconds: number, run: () => T): { readonly value: T } | undefined => {
  const outcome: { readonly value: T }[] = [];
  const context = createContext({ run: () => outcome.push({ value: run() }) });
  try {
    runInContext('run()', context, { timeout: milliseconds });
    return outcome[0];
  } catch (error) {
    if (isTimeout(error)) return undefined;
    throw error;
  }
};

/** Bundles with esbuild, whose service process ends with ours. */
export const esbuildBundle: Bundle = { bundle, within };
