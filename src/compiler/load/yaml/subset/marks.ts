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

const children = (marks: Int32Array, { value, index }: Found): ReadonlyMap<string, Found> => {
  const found = new Map<string, Found>();
  let key = index + 3;
  for (const [name, child] of isMap(value) ? Object.entries(value) : []) {
    found.set(name, { value: child, index: key + 2, key });
    key = sizeOf(marks, child, key + 2);
  }
  return found;
};

/** The `locate` of a document that the subset reader read. */
export const markLocator = (file: string, root: unknown, marks: Int32Array): ((path: Path, what: 'key' | 'value') => Span) => {
  const top: Found = { value: root, index: 0, key: 0 };
  let topChildren: ReadonlyMap<string, Found> | undefined;
  const step = (from: Found, part: string | number): Found | undefined => {
    if (typeof part === 'number') return Array.isArray(from.value) ? item(marks, from.value, { index: from.index, part }) : undefined;
    if (from !== top) return children(marks, from).get(part);
    topChildren ??= children(marks, top);
    return topChildren.get(part);
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
