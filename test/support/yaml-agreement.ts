import { parseFull } from '../../src/compiler/load/yaml/full/parse-full.ts';
import { parseSubset } from '../../src/compiler/load/yaml/subset/parse-subset.ts';
import type { Locator, Path } from '../../src/compiler/load/document.ts';

/** Every path of a value, its own first. */
export const pathsOf = (value: unknown, path: Path = []): Path[] => {
  if (typeof value !== 'object' || value === null) return [path];
  const parts: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item, i) => [i, item] as const)
    : Object.entries(value);
  return [path, ...parts.flatMap(([part, child]) => pathsOf(child, [...path, part]))];
};

const placesOf = (locator: Locator, value: unknown): string[] =>
  pathsOf(value).flatMap((path) =>
    (['key', 'value'] as const).map((what) => {
      const { start, end } = locator.locate(path, what);
      return `${JSON.stringify(path)} ${what} ${start}-${end}`;
    }),
  );

/** What the one-pass reader and the full parser say about one text. */
export type Agreement = 'fallback' | 'agree' | { readonly text: string; readonly subset: unknown; readonly full: unknown };

/** Compares value, order of keys and every place; a difference is returned whole. */
export const compareReaders = (text: string): Agreement => {
  const document = parseSubset('f.yaml', text);
  if (document === undefined) return 'fallback';
  const full = parseFull('f.yaml', text);
  const mine = { value: JSON.stringify(document.value), places: placesOf(document, document.value), codes: [] };
  const theirs = {
    value: JSON.stringify(full.document?.value),
    places: full.document ? placesOf(full.document, full.document.value) : [],
    codes: full.diagnostics.map(({ code, message }) => `${code} ${message}`),
  };
  return JSON.stringify(mine) === JSON.stringify(theirs) ? 'agree' : { text, subset: mine, full: theirs };
};
