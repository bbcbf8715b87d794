import { type Dirent, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FileTree } from './host.ts';
import { isSearched } from './listed.ts';

const isFolderLink = (entry: Dirent, path: string): boolean =>
  entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const walk = (root: string, folder: string, found: string[]): void => {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory() && (folder !== '' || isSearched(entry.name))) walk(root, path, found);
    else if (!entry.isDirectory()) found.push(isFolderLink(entry, join(root, path)) ? `${path}/` : path);
  }
};

/** Installers link packages to each other inside `node_modules`; a link that leads out of the estate is not followed. */
const isInside = (root: string, path: string): boolean =>
  !path.includes('/node_modules/') || realpathSync(path).startsWith(`${realpathSync(root)}/`);

const readRegular = (root: string, path: string): Uint8Array | undefined => {
  try {
    return lstatSync(path).isFile() && isInside(root, path) ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
};

/**
 * The files below `root`. Symbolic links are not followed, so that nothing outside the estate is read; they are listed, one to a
 * folder with a `/` at its end, and cannot be read.
 */
export const nodeTree = (root: string): FileTree => ({
  list: () => {
    const found: string[] = [];
    walk(root, '', found);
    return found;
  },
  read: (path) => readRegular(root, join(root, path)),
});
