import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below a directory by its path, in the order of the paths. */
export const outputTree = (directory: string): ReadonlyMap<string, string> => {
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1));
  return new Map(paths.sort().map((path) => [path, readFileSync(join(directory, path), 'utf8')]));
};

/** The files that daemons read, without the side files that say where each line is from. */
export const artifactsOf = (tree: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...tree].filter(([path]) => !path.includes('.origins/')));
