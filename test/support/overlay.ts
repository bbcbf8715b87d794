import type { Host } from '../../src/host/host.ts';
import { nodeHost } from '../../src/host/node-host.ts';

/** This machine, with files put over those of every estate it opens: the same path replaces, any other is added. */
export const overlayHost = (files: ReadonlyMap<string, string>): Host => {
  const host = nodeHost();
  return {
    ...host,
    tree: (root) => {
      const below = host.tree(root);
      return {
        ...below,
        list: () => [...new Set([...below.list(), ...files.keys()])],
        read: (path) => {
          const text = files.get(path);
          return text === undefined ? below.read(path) : new TextEncoder().encode(text);
        },
      };
    },
  };
};
