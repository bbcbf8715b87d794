import { suggest } from '../../base/suggest.ts';

/** Where people look for a kind, and where it is. */
const homes: ReadonlyMap<string, string> = new Map([
  ...['teams', 'schedules', 'metrics', 'thresholds', 'checks'].map((name) => [name, name] as const),
  ['inventory', 'inventory/hosts'],
  ['hosts', 'inventory/hosts'],
  ['groups', 'inventory/groups'],
]);

/** Kinds that are not known yet. */
const reserved = new Set(['guards', 'scenarios']);

interface Misplaced {
  readonly role: 'misplaced';
  readonly meant?: string;
}

const to = (folder: string | undefined, rest: readonly string[]): Misplaced =>
  folder === undefined ? { role: 'misplaced' } : { role: 'misplaced', meant: [folder, ...rest].join('/') };

const homeOf = (word: string, names: Iterable<string>): string | undefined => {
  const [name] = suggest(word, names);
  return name && homes.get(name);
};

const atTop = (name: string): Misplaced | undefined => {
  if (name === 'plimsoll.yml') return { role: 'misplaced', meant: 'plimsoll.yaml' };
  const home = homeOf(name.replace(/\.ya?ml$/, ''), homes.keys());
  return home === undefined ? undefined : to(home, [name]);
};

/** Below `inventory/` but in neither of its folders; TypeScript there may be what its files import. */
const inInventory = (folder: string | undefined, rest: readonly string[]): Misplaced =>
  folder === undefined ? to('inventory/hosts', rest) : to(homeOf(folder, ['hosts', 'groups']), rest);

/** A file that stands in no folder of definitions, but by its name or place was meant to. */
export const misplaced = (path: string): Misplaced | undefined => {
  const isYaml = /\.ya?ml$/.test(path);
  if (!isYaml && !path.endsWith('.ts')) return undefined;
  const [first = '', second = '', ...rest] = path.split('/');
  if (second === '') return isYaml ? atTop(first) : undefined;
  if (reserved.has(first)) return { role: 'misplaced' };
  if (first === 'inventory') {
    if (!isYaml) return undefined;
    return rest.length === 0 ? inInventory(undefined, [second]) : inInventory(second, rest);
  }
  const home = homeOf(first, homes.keys());
  return home === undefined ? undefined : to(home, [second, ...rest]);
};
