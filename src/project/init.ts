import { sortedBy } from '../base/compare.ts';
import type { Host } from '../host/host.ts';
import { scaffold, type ScaffoldFile } from './init-files.ts';
import { editorGlobs, schemaFiles } from './schemas.ts';

export type InitOutcome =
  | { readonly kind: 'written'; readonly files: readonly string[] }
  /** Something is there already; nothing was written. */
  | { readonly kind: 'refused'; readonly existing: readonly string[] };

/** Settings of VS Code's YAML extension: which schema holds for which files. */
const editorSettings = (): ScaffoldFile => ({
  path: '.vscode/settings.json',
  text: `${JSON.stringify({ 'yaml.schemas': Object.fromEntries(Object.entries(editorGlobs).map(([kind, globs]) => [`./schemas/${kind}.json`, globs])) }, undefined, 2)}\n`,
});

/** Every file of a fresh estate, sorted by path. */
export const initFiles = (): readonly ScaffoldFile[] =>
  sortedBy(
    [...scaffold, editorSettings(), ...schemaFiles().map(({ path, text }) => ({ path: `schemas/${path}`, text }))],
    ({ path }) => path,
  );

/** Writes a fresh estate into `root`, an absolute path, unless any of its files exists. */
export const initEstate = (host: Host, root: string): InitOutcome => {
  const files = initFiles();
  const existing = files.map(({ path }) => path).filter((path) => host.readText(`${root}/${path}`) !== undefined);
  if (existing.length > 0) return { kind: 'refused', existing };
  for (const { path, text } of files) host.writeText(`${root}/${path}`, text);
  return { kind: 'written', files: files.map(({ path }) => path) };
};
