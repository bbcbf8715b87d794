import { noBase } from '../../diagnostics/codes/plm500-no-base.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Compilation } from '../../compiler/compile.ts';
import type { FileTree } from '../../host/host.ts';
import type { Revision } from '../../review/document.ts';
import type { CompileTree, ProjectContext } from '../context.ts';

/** What is compared: the work tree or a commit with a commit, or two directories. */
export type Compared = { readonly base: string; readonly head?: string } | { readonly from: string; readonly to: string };

/** One side, compiled. */
export interface CompiledSide {
  readonly revision: Revision;
  readonly tree: FileTree;
  readonly compilation: Compilation;
}

export interface Sides {
  readonly before: CompiledSide;
  readonly after: CompiledSide;
}

type Found = Sides | { readonly problem: Diagnostic };

interface Compiling extends Pick<ProjectContext, 'host' | 'root'> {
  readonly compileTree: CompileTree;
}

const compileTree = async (context: Compiling, tree: FileTree, revision: Revision): Promise<CompiledSide> => ({
  revision,
  tree,
  compilation: await context.compileTree(tree),
});

const compileCommit = async (context: Compiling, ref: string): Promise<CompiledSide | { readonly problem: Diagnostic }> => {
  const commit = await context.host.commit(context.root, ref);
  if (commit.kind === 'none') return { problem: noBase({ ref, why: commit.why }) };
  return compileTree(context, commit.tree, { name: ref, commit: commit.id });
};

/** Compiles both sides. The base is read from git into memory, so that the work tree stays as it is; `seenBase` sees it before the head is compiled. */
export const compileSides = async (
  { host, root, compileStates }: ProjectContext,
  compared: Compared,
  seenBase: (base: Compilation) => void,
): Promise<Found> => {
  const context: Compiling = { host, root, compileTree: compileStates() };
  if ('from' in compared) {
    const [from, to] = [compared.from, compared.to];
    const missing = [from, to].find((directory) => host.lookAt(directory, 1).kind === 'missing');
    if (missing !== undefined) return { problem: noBase({ ref: missing, why: 'there is no such directory' }) };
    const before = await compileTree(context, host.tree(from), { name: from });
    seenBase(before.compilation);
    return { before, after: await compileTree(context, host.tree(to), { name: to }) };
  }
  const before = await compileCommit(context, compared.base);
  if ('problem' in before) return before;
  seenBase(before.compilation);
  if (compared.head === undefined) return { before, after: await compileTree(context, host.tree(root), { name: 'work tree' }) };
  const after = await compileCommit(context, compared.head);
  return 'problem' in after ? after : { before, after };
};
