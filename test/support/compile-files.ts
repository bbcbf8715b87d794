import { makeAnew, type Reuse, reusing } from '../../src/base/reuse.ts';
import { type Compilation, compile } from '../../src/compiler/compile.ts';
import { codes } from '../../src/diagnostics/registry.ts';
import { esbuildBundle } from '../../src/host/bundle.ts';
import type { FileTree } from '../../src/host/host.ts';
import { oncePerTree } from '../../src/host/once-per-tree.ts';
import type { Model } from '../../src/model/model.ts';
import { emitters } from '../../src/project/emitters.ts';
import { baseFiles, exampleDay, type Files, memoryTree } from './memory-tree.ts';

const severities = new Map(codes.map(({ code, severity }) => [code, severity]));
const schemas = new Map(emitters.map(({ name, options }) => [name, options]));

const compileTree = (tree: FileTree, reuse: Reuse): Promise<Compilation> =>
  compile({ tree, bundle: esbuildBundle, schemas, today: exampleDay, severityOf: (code) => severities.get(code), reuse });

/** Compiles an estate of these files and no others. */
export const compileOnly = (files: Files): Promise<Compilation> => compileTree(memoryTree(files), makeAnew);

/** Compiles estates as a review does: what one has in common with the one before is not done again. */
export const compilingStates = (): ((files: Files) => Promise<Compilation>) => {
  const reuse = reusing();
  const compileState = oncePerTree((tree) => compileTree(tree, reuse));
  return (files) => compileState(memoryTree(files));
};

/** Compiles the base estate with `files` over it. */
export const compileFiles = (files: Files): Promise<Compilation> => compileOnly({ ...baseFiles(), ...files });

/** The model of `environment`; fails the test when there are errors. */
export const modelOf = async (files: Files, environment = 'production'): Promise<Model> =>
  soundModel(await compileFiles(files), environment);

/** The model of `environment` of what was compiled; fails the test when there are errors. */
export const soundModel = ({ models, diagnostics }: Compilation, environment = 'production'): Model => {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`);
  if (errors.length > 0) throw new Error(errors.join('\n'));
  const model = models.find((one) => one.environment === environment);
  if (model === undefined) throw new Error(`no environment ${environment}`);
  return model;
};
