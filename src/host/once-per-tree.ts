import { compareText } from '../base/compare.ts';
import type { FileTree } from './host.ts';

/** A tree of which everything is asked once, and what it answered. */
interface Asked {
  readonly tree: FileTree;
  /** The names, in order, when they were asked for. */
  names(): readonly string[] | undefined;
  readonly contents: ReadonlyMap<string, Uint8Array | undefined>;
}

const asking = (asked: FileTree): Asked => {
  let names: readonly string[] | undefined;
  const contents = new Map<string, Uint8Array | undefined>();
  const list = () => (names ??= asked.list().toSorted(compareText));
  const read = (path: string): Uint8Array | undefined => {
    if (!contents.has(path)) contents.set(path, asked.read(path));
    return contents.get(path);
  };
  return { tree: { list, read }, names: () => names, contents };
};

const sameNames = (names: readonly string[] | undefined, others: () => readonly string[]): boolean => {
  if (names === undefined) return true;
  const list = others();
  return names.length === list.length && names.every((name, index) => name === list[index]);
};

const sameBytes = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a === undefined || b === undefined ? a === b : Buffer.compare(a, b) === 0;

/** Whether `tree` answers everything that `before` was asked as it did. */
const answersAlike = (before: Asked, tree: FileTree): boolean => {
  if (!sameNames(before.names(), tree.list)) return false;
  for (const [path, content] of before.contents) if (!sameBytes(content, tree.read(path))) return false;
  return true;
};

interface Made<T> {
  readonly asked: Asked;
  readonly made: T;
}

/**
 * `make`, which depends on a tree alone: not called again for a tree that gives the same answers as the one before to all that `make`
 * asked it. Files are read once, whoever asks.
 */
export const oncePerTree = <T>(make: (tree: FileTree) => Promise<T>): ((tree: FileTree) => Promise<T>) => {
  const next = async (before: Promise<Made<T>> | undefined, tree: FileTree): Promise<Made<T>> => {
    const last = await before;
    const asked = asking(tree);
    return last !== undefined && answersAlike(last.asked, asked.tree) ? last : { asked, made: await make(asked.tree) };
  };
  let last: Promise<Made<T>> | undefined;
  return async (tree) => {
    last = next(last, tree);
    return (await last).made;
  };
};
