import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileTree } from './host.ts';

const skipped = new Set(['node_modules', 'dist', 'generated', 'coverage', 'test', 'src']);

const walk = (root: string, folder: string, found: string[]): void => {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory() && !(folder === '' && skipped.has(entry.name))) walk(root, path, found);
    else if (entry.isFile()) found.push(path);
  }
};

const readRegular = (path: string): Uint8Array | undefined => {
  try {
    return lstatSync(path).isFile() ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
};

/** The regular files below `root`; symbolic links are not followed, so that nothing outside the estate is read. */
export const nodeTree = (root: string): FileTree => ({
  list: () => {
    const found: string[] = [];
    walk(root, '', found);
    return found;
  },
  read: (path) => readRegular(join(root, path)),
});
