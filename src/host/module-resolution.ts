import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import type { BundleProblemKind, FileTree } from './host.ts';

/** Where an import leads: a file of the estate, Plimsoll's authoring API, or nowhere. */
export type Resolution =
  | { readonly to: 'file'; readonly path: string }
  | { readonly to: 'plimsoll' }
  | { readonly to: 'nowhere'; readonly problem: BundleProblemKind; readonly known: readonly string[] };

export interface Import {
  readonly specifier: string;
  readonly importer: string;
  readonly isRequire: boolean;
}

/** The files an import may reach, with what was learnt of them. */
export interface Modules {
  has(path: string): boolean;
  read(path: string): Uint8Array | undefined;
  /** Without a byte order mark. */
  text(path: string): string;
  readonly listed: ReadonlySet<string>;
}

const builtins = new Set(builtinModules);
const extensions = ['.ts', '.mts', '.js', '.mjs', '.cjs', '.json'];
const isModule = /\.(?:[cm]?[jt]s|json)$/;

/** True for a file of an installed package. */
export const isPackageFile = (path: string): boolean => path.startsWith('node_modules/') || path.includes('/node_modules/');

/** Files that `list` names and that can be read, and those of the estate's own packages. */
export const modulesOf = (tree: FileTree): Modules => {
  const listed = new Set(tree.list());
  const known = new Map<string, Uint8Array | undefined>();
  const read = (path: string): Uint8Array | undefined => {
    if (!known.has(path)) known.set(path, listed.has(path) || isPackageFile(path) ? tree.read(path) : undefined);
    return known.get(path);
  };
  return {
    listed,
    read,
    text: (path) => new TextDecoder().decode(read(path) ?? new Uint8Array()),
    has: (path) => read(path) !== undefined,
  };
};

const nowhere = (problem: BundleProblemKind, known: readonly string[] = []): Resolution => ({ to: 'nowhere', problem, known });

/** `./lib.js` names `./lib.ts` when only that exists, as TypeScript has it. */
const candidates = (path: string): readonly string[] => [
  path,
  ...(/\.[cm]?js$/.test(path) ? [path.replace(/js$/, 'ts')] : []),
  ...extensions.map((extension) => path + extension),
  ...extensions.map((extension) => `${path}/index${extension}`),
];

const firstFile = (path: string, modules: Modules): string | undefined => candidates(path).find((candidate) => modules.has(candidate));

const besides = (path: string, modules: Modules, importer: string): readonly string[] => {
  const folder = posix.dirname(path);
  const siblings = [...modules.listed].filter((file) => posix.dirname(file) === folder && isModule.test(file) && file !== importer);
  const from = posix.dirname(importer);
  return siblings.map((file) => posix.relative(from, file)).map((file) => (file.startsWith('.') ? file : `./${file}`));
};

const fileResolution = (path: string): Resolution => (isModule.test(path) ? { to: 'file', path } : nowhere('not-a-module'));

const resolveRelative = ({ specifier, importer }: Import, modules: Modules): Resolution => {
  const path = posix.join(posix.dirname(importer), specifier);
  if (path === '..' || path.startsWith('../')) return nowhere('outside');
  const found = firstFile(path, modules);
  return found === undefined ? nowhere('unresolved', besides(path, modules, importer)) : fileResolution(found);
};

type Json = Readonly<Record<string, unknown>>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const readManifest = (folder: string, modules: Modules): Json | undefined => {
  const path = `${folder}/package.json`;
  if (!modules.has(path)) return undefined;
  try {
    const value: unknown = JSON.parse(modules.text(path));
    return isJson(value) ? value : {};
  } catch {
    return {};
  }
};

/** The file a value of `exports` names under our conditions: never `node`, so that a package's portable form is taken. */
const conditional = (value: unknown, isRequire: boolean): string | undefined => {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((item: unknown) => conditional(item, isRequire)).find((found) => found !== undefined);
  if (!isJson(value)) return undefined;
  const conditions = new Set(['default', isRequire ? 'require' : 'import', 'module']);
  for (const [condition, inner] of Object.entries(value)) {
    const found = conditions.has(condition) ? conditional(inner, isRequire) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
};

const byPattern = (subpaths: Json, subpath: string, isRequire: boolean): string | undefined => {
  for (const [pattern, value] of Object.entries(subpaths)) {
    const [head = '', tail = ''] = pattern.split('*');
    if (!pattern.includes('*') || !subpath.startsWith(head) || !subpath.endsWith(tail)) continue;
    return conditional(value, isRequire)?.replaceAll('*', subpath.slice(head.length, subpath.length - tail.length));
  }
  return undefined;
};

const exported = (exports: unknown, subpath: string, isRequire: boolean): string | undefined => {
  const hasSubpaths = isJson(exports) && Object.keys(exports).some((key) => key.startsWith('.'));
  if (!hasSubpaths) return subpath === '.' ? conditional(exports, isRequire) : undefined;
  return conditional(exports[subpath], isRequire) ?? byPattern(exports, subpath, isRequire);
};

const mainOf = (manifest: Json): string => {
  const { module, main } = manifest;
  return typeof module === 'string' ? module : typeof main === 'string' ? main : 'index';
};

const packageFile = (
  folder: string,
  subpath: string,
  { isRequire, modules }: { isRequire: boolean; modules: Modules },
): string | undefined => {
  const manifest = readManifest(folder, modules);
  if (manifest === undefined) return firstFile(subpath === '.' ? `${folder}/index` : posix.join(folder, subpath), modules);
  const target =
    manifest['exports'] === undefined ? (subpath === '.' ? mainOf(manifest) : subpath) : exported(manifest['exports'], subpath, isRequire);
  const path = target === undefined ? undefined : posix.join(folder, target);
  return path?.startsWith(`${folder}/`) ? firstFile(path, modules) : undefined;
};

/** `a/b/node_modules`, `a/node_modules`, `node_modules` for an importer in `a/b`. */
const packageFolders = (importer: string): readonly string[] => {
  const folders: string[] = [];
  for (let folder = posix.dirname(importer); folder !== '.'; folder = posix.dirname(folder)) folders.push(`${folder}/node_modules`);
  return [...folders, 'node_modules'];
};

const resolvePackage = (wanted: Import, modules: Modules): Resolution => {
  const match = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(wanted.specifier);
  const name = match?.[1] ?? '';
  if (name === '' || name.startsWith('.') || name.includes('..')) return nowhere('unresolved');
  const subpath = match?.[2] === undefined || match[2] === '/' ? '.' : `.${match[2]}`;
  for (const folder of packageFolders(wanted.importer)) {
    const found = packageFile(`${folder}/${name}`, subpath, { isRequire: wanted.isRequire, modules });
    if (found !== undefined) return fileResolution(found);
  }
  return nowhere('unresolved', ['plimsoll']);
};

const isBuiltin = (specifier: string): boolean => {
  const name = specifier.replace(/^node:/, '');
  return specifier.startsWith('node:') || specifier.startsWith('bun:') || builtins.has(name);
};

/** Follows an import inside the estate: beside the importer, in its `node_modules`, or to `plimsoll`; nowhere else. */
export const resolveImport = (wanted: Import, modules: Modules): Resolution => {
  const { specifier } = wanted;
  if (specifier === 'plimsoll') return { to: 'plimsoll' };
  if (isBuiltin(specifier)) return nowhere('node-builtin');
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) return resolveRelative(wanted, modules);
  if (/^[/\\]|^[a-z][a-z0-9+.-]*:|\\|\0/i.test(specifier)) return nowhere('outside');
  return resolvePackage(wanted, modules);
};
