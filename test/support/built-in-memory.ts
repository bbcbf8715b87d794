import { makeAnew } from '../../src/base/reuse.ts';
import { type Compilation, compile } from '../../src/compiler/compile.ts';
import { codes } from '../../src/diagnostics/registry.ts';
import { esbuildBundle } from '../../src/host/bundle.ts';
import type { Host } from '../../src/host/host.ts';
import { nodeHost } from '../../src/host/node-host.ts';
import type { ProjectContext } from '../../src/project/context.ts';
import { emitters } from '../../src/project/emitters.ts';
import { openEstate } from '../../src/project/index.ts';
import { exampleDay } from './memory-tree.ts';

const severities = new Map(codes.map(({ code, severity }) => [code, severity]));
const schemas = new Map(emitters.map(({ name, options }) => [name, options]));

export interface BuiltInMemory {
  /** Every file of the build, side files too, by absolute path below `/built`. */
  readonly files: ReadonlyMap<string, string>;
  readonly compilation: Compilation;
  /** Reads the build as if it were on disk. */
  readonly context: ProjectContext;
}

/** Builds the estate at `root`, on disk, into memory. */
export const builtInMemory = async (root: string): Promise<BuiltInMemory> => {
  const files = new Map<string, string>();
  const real = nodeHost();
  const host: Host = {
    ...real,
    today: () => exampleDay,
    readText: (path) => files.get(path) ?? real.readText(path),
    stage: (directory, output) => {
      for (const { path, text } of output) files.set(`${directory}/${path}`, text);
      return { files: files.size, stale: [], existing: [], commit: () => undefined, discard: () => undefined };
    },
  };
  const estate = await openEstate(root, { host });
  await estate.build({ out: '/built' });
  const compilation = await compile({
    tree: host.tree(root),
    bundle: esbuildBundle,
    schemas,
    today: exampleDay,
    severityOf: (code) => severities.get(code),
    reuse: makeAnew,
  });
  const answer = () => Promise.resolve(compilation);
  return {
    files,
    compilation,
    context: { host, root, version: '0.0.0-test', progress: () => undefined, compile: answer, compileStates: () => answer },
  };
};
