import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OutputFile } from './host.ts';

const filesBelow = (root: string, folder = ''): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });

const isSame = (path: string, file: OutputFile): boolean => {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile() || (stat.mode & 0o777) !== file.mode) return false;
  return stat.size === Buffer.byteLength(file.text) && readFileSync(path, 'utf8') === file.text;
};

/** Paths below `directory` that differ from `files`: missing, extra or changed; sorted. */
export const staleFiles = (directory: string, files: Iterable<OutputFile>): readonly string[] => {
  const extra = new Set(existsSync(directory) ? filesBelow(directory) : []);
  const stale: string[] = [];
  for (const file of files) {
    extra.delete(file.path);
    if (!isSame(join(directory, file.path), file)) stale.push(file.path);
  }
  return [...stale, ...extra].sort();
};

const writeAll = (directory: string, files: Iterable<OutputFile>): void => {
  const made = new Set<string>();
  for (const file of files) {
    const path = join(directory, file.path);
    const folder = dirname(path);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true, mode: 0o755 });
    made.add(folder);
    writeFileSync(path, file.text, { mode: file.mode });
    if (file.mode === 0o755) chmodSync(path, 0o755);
  }
};

/** Moves `fresh` to `directory`; what was there is removed only after it has left the name. */
const swap = (fresh: string, directory: string): void => {
  if (!existsSync(directory)) return renameSync(fresh, directory);
  const old = `${fresh}.old`;
  renameSync(directory, old);
  renameSync(fresh, directory);
  rmSync(old, { recursive: true, force: true });
};

/** Writes `files` into a fresh directory beside `directory` and swaps the two; a failure leaves the old one whole. */
export const replaceDirectory = (directory: string, files: Iterable<OutputFile>): void => {
  mkdirSync(dirname(directory), { recursive: true });
  const fresh = mkdtempSync(`${directory}.new-`);
  try {
    chmodSync(fresh, 0o755);
    writeAll(fresh, files);
    swap(fresh, directory);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
};
