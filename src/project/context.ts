import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Compilation } from '../compiler/compile.ts';
import type { FileTree, Host } from '../host/host.ts';

export type CompileTree = (tree: FileTree) => Promise<Compilation>;

/** What the methods of an estate share. */
export interface ProjectContext {
  readonly host: Host;
  /** Absolute path of the directory that holds `plimsoll.yaml`. */
  readonly root: string;
  readonly version: string;
  readonly progress: (phase: string) => void;
  /** Compiles the sources as they are now. */
  compile(): Promise<Compilation>;
  /** For other sources, one after the other: those of a commit, or of another directory. What they have in common is done once. */
  compileStates(): CompileTree;
}

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.some(({ severity }) => severity === 'error');
