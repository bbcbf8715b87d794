import type { BundleOutput, FileTree } from '../../../host/host.ts';
import { type StackPositions, stackPositions } from './stack-positions.ts';
import { parseTypescript, type Syntax } from './syntax.ts';

/** The files that definitions are made of, read and parsed when they are first asked for. */
export interface Sources {
  /** Without a byte order mark. */
  textOf(file: string): string;
  syntaxOf(file: string): Syntax;
  /** The files of the estate that `entry` is made of, itself first; no packages. */
  of(entry: string): readonly string[];
  readonly ofStack: StackPositions;
}

const remembered = <T>(make: (file: string) => T): ((file: string) => T) => {
  const known = new Map<string, { readonly value: T }>();
  return (file) => {
    const found = known.get(file) ?? { value: make(file) };
    known.set(file, found);
    return found.value;
  };
};

export const openSources = (tree: FileTree, output: BundleOutput): Sources => {
  const textOf = remembered((file) => new TextDecoder().decode(tree.read(file) ?? new Uint8Array()));
  const isSource = (file: string): boolean => !file.includes('node_modules/') && /\.[cm]?[jt]s$/.test(file);
  return {
    textOf,
    syntaxOf: remembered((file) => parseTypescript(file, textOf(file))),
    of: (entry) => (output.sources.get(entry) ?? [entry]).filter(isSource),
    ofStack: stackPositions(output, textOf),
  };
};
