import { makeAnew, type Reuse, reusing } from '../base/reuse.ts';
import { noSettings } from '../diagnostics/codes/plm001-no-settings.ts';
import { codes } from '../diagnostics/registry.ts';
import type { Severity } from '../diagnostics/diagnostic.ts';
import { type Compilation, compile } from '../compiler/compile.ts';
import { esbuildBundle } from '../host/bundle.ts';
import type { FileTree } from '../host/host.ts';
import { oncePerTree } from '../host/once-per-tree.ts';
import type { CompileTree } from './context.ts';
import { emitters } from './emitters.ts';

const schemas = new Map(emitters.map(({ name, options }) => [name, options]));
const severities = new Map<string, Severity>(codes.map(({ code, severity }) => [code, severity]));

const withSettings = (compilation: Compilation, root: string): Compilation => {
  const known = compilation.definitions !== undefined || compilation.diagnostics.some(({ span }) => span?.file === 'plimsoll.yaml');
  return known ? compilation : { ...compilation, diagnostics: [noSettings({ directory: root }), ...compilation.diagnostics] };
};

interface Compiling {
  readonly today: string;
  readonly root: string;
}

const compileWith = async (reuse: Reuse, tree: FileTree, { today, root }: Compiling): Promise<Compilation> => {
  const severityOf = (code: string) => severities.get(code);
  return withSettings(await compile({ tree, bundle: esbuildBundle, schemas, today, severityOf, reuse }), root);
};

/** Compiles an estate once. */
export const compileSources = (tree: FileTree, how: Compiling): Promise<Compilation> => compileWith(makeAnew, tree, how);

/** Compiles states of one estate: what one has in common with the one before is not done again. */
export const compileStates = (how: Compiling): CompileTree => {
  const reuse = reusing();
  return oncePerTree((tree) => compileWith(reuse, tree, how));
};
