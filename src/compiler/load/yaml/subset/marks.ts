import type { Path } from '../../document.ts';
import type { Span } from '../../../../diagnostics/span.ts';
import type { Scan } from './scan.ts';

/*
 * Places are kept as one array of offsets in the order of the text. A value is `start, end`; a map or list is `start, end, next`,
 * followed by what it holds, where `next` is the index after that; in a map each value is preceded by `start, end` of its key.
 */

/** The most marks that a text can need: no construct of the subset takes fewer than one character for two of them. */
export const marksFor = (length: number): number => 2 * length + 64;

export const mark = (s: Scan, start: number, end: number): void => {
  s.marks[s.marked] = start;
  s.marks[s.marked + 1] = end;
  s.marked += 2;
};

/** Marks a value and remembers where it ended. */
export const markValue = (s: Scan, start: number, end: number): void => {
  mark(s, start, end);
  s.end = end;
};

/** Reserves the marks of a map or list; to be closed by {@link closeMark}. */
export const openMark = (s: Scan): number => {
  const index = s.marked;
  s.marked += 3;
  return index;
};

export const closeMark = (s: Scan, index: number, start: number): void => {
  s.marks[index] = start;
  s.marks[index + 1] = s.end;
  s.marks[index + 2] = s.marked;
};

interface Found {
  readonly value: unknown;
  /** Index of the value's marks. */
  readonly index: number;
  /** Index of the marks of its key, or of the value itself where there is none. */
  readonly key: number;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const sizeOf = (marks: Int32Array, value: unknown, index: number): number =>
  typeof value === 'object' && value !== null ? (marks[index + 2] ?? 0) : index + 2;

const item = (marks: Int32Array, list: readonly unknown[], at: { readonly index: number; readonly part: number }): Found | undefined => {
  let index = at.index + 3;
  for (let i = 0; i < at.part && i < list.length; i += 1) index = sizeOf(marks, list[i], index);
  return at.part < list.length && at.part >= 0 ? { value: list[at.part], index, key: index } : undefined;
};

const child = (marks: Int32Array, { value, index }: Found, name: string): Found | undefined => {
  if (!isMap(value) || !Object.hasOwn(value, name)) return undefined;
  let key = index + 3;
  for (const other of Object.keys(value)) {
    if (other === name) return { value: value[name], index: key + 2, key };
    key = sizeOf(marks, value[other], key + 2);
  }
  return undefined;
};

/** Where the keys of the root are marked: there may be thousands, and each is asked for. */
const rootKeys = (marks: Int32Array, root: unknown): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  let key = 3;
  for (const [name, value] of isMap(root) ? Object.entries(root) : []) {
    found.set(name, key);
    key = sizeOf(marks, value, key + 2);
  }
  return found;
};

/** The `locate` of a document that the subset reader read. */
export const markLocator = (file: string, root: unknown, marks: Int32Array): ((path: Path, what: 'key' | 'value') => Span) => {
  const top: Found = { value: root, index: 0, key: 0 };
  let keys: ReadonlyMap<string, number> | undefined;
  const atRoot = (name: string): Found | undefined => {
    keys ??= rootKeys(marks, root);
    const key = keys.get(name);
    return key === undefined || !isMap(root) ? undefined : { value: root[name], index: key + 2, key };
  };
  const step = (from: Found, part: string | number): Found | undefined => {
    if (typeof part === 'number') return Array.isArray(from.value) ? item(marks, from.value, { index: from.index, part }) : undefined;
    return from === top ? atRoot(part) : child(marks, from, part);
  };
  const spanAt = (index: number): Span => ({ file, start: marks[index] ?? 0, end: marks[index + 1] ?? 0 });
  return (path, what) => {
    let found = top;
    for (const part of path) {
      const next = step(found, part);
      if (next === undefined) return spanAt(found.key);
      found = next;
    }
    return spanAt(what === 'key' ? found.key : found.index);
  };
};
