import { createContext, runInContext } from 'node:vm';
import type { BuildOptions, Message } from 'esbuild';
import { entryPrefix, estatePlugin, type ImportGraph, ownPlugin } from './bundle-plugin.ts';
import { atImporter, type Complaint, complaintsOf, externalsOf, reachable } from './bundle-problems.ts';
import type { Bundle, BundledModule, BundleOutput, BundleRequest } from './host.ts';
import { modulesOf, type Modules } from './module-resolution.ts';

const common = {
  bundle: true,
  write: false,
  platform: 'neutral',
  target: 'es2023',
  charset: 'ascii',
  legalComments: 'none',
  // Indentation would make the output of deeply nested code grow with the square of its depth.
  minifyWhitespace: true,
  logLevel: 'silent',
  logLimit: 0,
  tsconfigRaw: {},
} satisfies BuildOptions;

const estateOptions = {
  ...common,
  format: 'cjs',
  banner: { js: '(function (require, module, exports) {\n"use strict";' },
  footer: { js: '})' },
  sourcemap: 'external',
  sourcesContent: false,
  outdir: '/',
  // Nothing that was written is left out: `new Date()` fails even where its value is not used.
  treeShaking: false,
  ignoreAnnotations: true,
} satisfies BuildOptions;

const ownOptions = {
  ...common,
  format: 'iife',
  globalName: 'runtime',
  banner: { js: '(function () {\n"use strict";' },
  footer: { js: 'return runtime;\n})()' },
} satisfies BuildOptions;

interface Failure {
  readonly errors: readonly Message[];
  readonly warnings: readonly Message[];
}

const isFailure = (error: unknown): error is Failure =>
  typeof error === 'object' && error !== null && 'errors' in error && 'warnings' in error;

const isServiceEnd = (error: unknown): boolean =>
  error instanceof Error && /^The service (?:was stopped|is no longer running)/.test(error.message);

interface State {
  readonly modules: Modules;
  readonly graph: ImportGraph;
  readonly specifiers: Map<string, string>;
  readonly complaints: Map<string, Complaint>;
  readonly built: Map<string, BundledModule>;
}

type Outputs = ReadonlyMap<string, string>;

/** The outputs of one build by name; undefined, with the complaints noted, when it fails. */
const buildOnce = async (paths: readonly string[], state: State): Promise<Outputs | undefined> => {
  const { build } = await import('esbuild');
  const { modules, complaints } = state;
  const note = ({ errors, warnings }: Failure): boolean => {
    const twice = warnings.filter(({ id }) => id === 'duplicate-object-key');
    const found = complaintsOf([...errors, ...twice], modules);
    if (errors.length > 0 && found.length === 0) throw new Error(`esbuild: ${errors.map(({ text }) => text).join('; ')}`);
    for (const complaint of found) complaints.set(`${complaint.file}:${complaint.start}:${complaint.kind}`, complaint);
    return found.length > 0;
  };
  const entryPoints = paths.map((path, index) => ({ in: entryPrefix + path, out: String(index) }));
  try {
    const result = await build({ ...estateOptions, entryPoints, plugins: [estatePlugin(state)] });
    return note(result) ? undefined : new Map(result.outputFiles.map(({ path, text }) => [path.replace(/^.*[/\\]/, ''), text]));
  } catch (error) {
    if (isFailure(error) && note(error)) return undefined;
    if (!isServiceEnd(error)) throw error;
    for (const file of paths)
      complaints.set(file, { kind: 'syntax', text: 'the parser ended without a result', known: [], file, start: 0, end: 0 });
    return undefined;
  }
};

/** Builds `paths`; those that something is wrong with, or with what their package is made of, are left out. */
const buildModules = async (paths: readonly string[], state: State): Promise<void> => {
  let left = paths;
  while (left.length > 0) {
    const outputs = await buildOnce(left, state);
    if (outputs !== undefined) {
      left.forEach((path, index) => {
        const textOf = (ending: string): string => outputs.get(`${index}${ending}`) ?? '';
        state.built.set(path, { path, code: textOf('.js'), map: textOf('.js.map'), imports: [...externalsOf(state.graph, path)] });
      });
      return;
    }
    const faulty = new Set([...state.complaints.values()].map(({ file }) => file));
    const sound = left.filter((path) => [...reachable(state.graph, path)].every((part) => !faulty.has(part)));
    left = sound.length < left.length ? sound : [];
  }
};

/** Builds the entries, then what they import, and so on until nothing is missing. */
const buildAll = async (entries: readonly string[], state: State): Promise<void> => {
  const seen = new Set(['plimsoll']);
  let next: readonly string[] = entries;
  while (next.length > 0) {
    next.forEach((path) => seen.add(path));
    await buildModules(next, state);
    next = [...new Set(next.flatMap((path) => [...externalsOf(state.graph, path)]))].filter((path) => !seen.has(path));
  }
};

const runtimes = new Map<string, Promise<string>>();

/** Our own part of the sandbox: the same for every bundle of a process. */
const runtimeCode = (runtime: URL): Promise<string> => {
  const code = runtimes.get(runtime.href) ?? buildRuntime(runtime);
  runtimes.set(runtime.href, code);
  return code;
};

const buildRuntime = async (runtime: URL): Promise<string> => {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({ ...ownOptions, entryPoints: [runtime.href], plugins: [ownPlugin] });
  return outputFiles[0]?.text ?? '';
};

const bundle = async ({ tree, entries: wanted, runtime }: BundleRequest): Promise<BundleOutput> => {
  const entries = [...new Set(wanted)].sort();
  const state: State = { modules: modulesOf(tree), graph: new Map(), specifiers: new Map(), complaints: new Map(), built: new Map() };
  const [code] = await Promise.all([runtimeCode(runtime), buildAll(entries, state)]);
  const sources = new Map(entries.map((entry) => [entry, [...reachable(state.graph, entry)]]));
  const taintedBy = (file: string): readonly string[] => entries.filter((entry) => sources.get(entry)?.includes(file));
  const problems = [...state.complaints.values()].map((complaint) => ({
    ...atImporter(complaint, state),
    entries: taintedBy(complaint.file),
  }));
  const tainted = new Set(problems.flatMap((problem) => problem.entries));
  return { runtime: code, modules: state.built, entries: entries.filter((entry) => !tainted.has(entry)), problems, sources };
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
