import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { compareText } from '../base/compare.ts';
import type { OutputFile, Staged } from './host.ts';

const pathsBelow = (root: string, folder = ''): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? pathsBelow(root, path) : [path];
  });

const existingPaths = (directory: string): readonly string[] => (existsSync(directory) ? pathsBelow(directory) : []);

const modeOf = (path: string): number => lstatSync(path).mode & 0o777;

/** The regular files below `directory`, sorted by path. */
export const readDirectory = (directory: string): readonly OutputFile[] =>
  [...existingPaths(directory)]
    .filter((path) => lstatSync(join(directory, path)).isFile())
    .sort(compareText)
    .map((path) => {
      const full = join(directory, path);
      return { path, text: readFileSync(full, 'utf8'), mode: modeOf(full) & 0o100 ? 0o755 : 0o644 };
    });

const isSame = (a: string, b: string): boolean => {
  const [one, other] = [lstatSync(a), lstatSync(b)];
  if (!one.isFile() || !other.isFile() || one.size !== other.size || modeOf(a) !== modeOf(b)) return false;
  return readFileSync(a).equals(readFileSync(b));
};

interface InPlace {
  readonly directory: string;
  readonly existing: readonly string[];
}

const differences = (fresh: string, paths: readonly string[], { directory, existing }: InPlace): readonly string[] => {
  const extra = new Set(existing);
  const stale = paths.filter((path) => {
    const known = extra.delete(path);
    return !known || !isSame(join(fresh, path), join(directory, path));
  });
  return [...stale, ...extra].sort(compareText);
};

const writeAll = (directory: string, files: Iterable<OutputFile>): readonly string[] => {
  const made = new Set<string>();
  const paths: string[] = [];
  for (const file of files) {
    const path = join(directory, file.path);
    const folder = dirname(path);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true, mode: 0o755 });
    made.add(folder);
    writeFileSync(path, file.text);
    chmodSync(path, file.mode);
    paths.push(file.path);
  }
  return paths;
};

/** A link keeps its place: the directory it leads to is replaced. */
const followed = (directory: string): string => (existsSync(directory) ? realpathSync(directory) : directory);

const leftover = /^\.plimsoll-[A-Za-z0-9]{6}(?:\.old)?$/;
const hour = 3_600_000;

/** Removes what builds that were killed have left in `folder`; what is younger may belong to one that still runs. */
const removeLeftovers = (folder: string): void => {
  for (const name of readdirSync(folder).filter((one) => leftover.test(one))) {
    const path = join(folder, name);
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Infinity };
    if (mtimeMs < Date.now() - hour) rmSync(path, { recursive: true, force: true });
  }
};

/** Moves `fresh` to `directory`; what was there is removed only after it has left the name. */
const swap = (fresh: string, directory: string): void => {
  const old = `${fresh}.old`;
  if (existsSync(directory)) renameSync(directory, old);
  renameSync(fresh, directory);
  rmSync(old, { recursive: true, force: true });
  removeLeftovers(dirname(directory));
};

const remove = (directory: string): void => rmSync(directory, { recursive: true, force: true });

/** What `make` makes of a fresh directory, which is removed when it fails. */
const orRemove = <T>(fresh: string, make: () => T): T => {
  try {
    chmodSync(fresh, 0o755);
    return make();
  } catch (error) {
    remove(fresh);
    throw error;
  }
};

interface Written extends InPlace {
  readonly fresh: string;
  readonly paths: readonly string[];
}

const staged = ({ directory, fresh, paths, existing }: Written): Staged => ({
  files: paths.length,
  stale: differences(fresh, paths, { directory, existing }),
  existing,
  commit: () => swap(fresh, directory),
  discard: () => remove(fresh),
});

/**
 * Writes `files` into a fresh directory beside `named`; a crash leaves the complete old one or the complete new one. Between the two
 * renames that swap them, the old one has its name with `.old`.
 */
export const stage = (named: string, files: Iterable<OutputFile>): Staged => {
  const directory = followed(named);
  mkdirSync(dirname(directory), { recursive: true });
  const fresh = mkdtempSync(join(dirname(directory), '.plimsoll-'));
  return orRemove(fresh, () => {
    const paths = writeAll(fresh, files);
    const existing = existingPaths(directory);
    return staged({ directory, fresh, paths, existing });
  });
};
