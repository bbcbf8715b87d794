import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileTree, Host } from '../../src/host/host.ts';
import { nodeHost } from '../../src/host/node-host.ts';

/** Files by path, as text or as raw bytes; undefined for one that is there but cannot be read. */
export type Files = Readonly<Record<string, string | Uint8Array | undefined>>;

const bytesOf = (content: string | Uint8Array): Uint8Array => (typeof content === 'string' ? new TextEncoder().encode(content) : content);

/** An estate in memory. */
export const memoryTree = (files: Files): FileTree => ({
  list: () => Object.keys(files),
  read: (path) => {
    const content = files[path];
    return content === undefined ? undefined : bytesOf(content);
  },
});

const baseRoot = new URL('../fixtures/base/', import.meta.url).pathname;

/** The base estate, `test/fixtures/base`: the smallest that has one of everything. */
export const baseFiles = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(baseRoot, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(baseRoot.length), readFileSync(path, 'utf8')]),
  );

/** The day on which examples are read. */
export const exampleDay = '2026-11-23';

/** Where a memory host has its estate; nothing is there on disk. */
export const memoryRoot = '/estate';

/** A host whose estate is in memory and that writes nothing: building goes through every step but the last. */
export const memoryHost = (files: Files): Host => {
  const real = nodeHost();
  return {
    ...real,
    tree: () => memoryTree(files),
    today: () => exampleDay,
    readText: (path) => (path.startsWith(`${memoryRoot}/`) ? undefined : real.readText(path)),
    writeText: () => undefined,
    readDirectory: () => [],
    stage: (_, output) => ({ files: [...output].length, stale: [], existing: [], commit: () => undefined, discard: () => undefined }),
  };
};
