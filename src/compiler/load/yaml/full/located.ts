import type { Path } from '../../document.ts';
import type { Span } from '../../../../diagnostics/span.ts';

/** A stretch of the file's text; `end` is exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A key of a map, where it was written, and its value. */
export interface LocatedEntry {
  readonly key: Place;
  readonly node: Located;
}

/** A value with the places it and everything in it was written. */
export interface Located extends Place {
  readonly value: unknown;
  readonly entries?: ReadonlyMap<string, LocatedEntry>;
  readonly items?: readonly Located[];
  /** How many values it stands for, itself included, aliases counted in full. */
  readonly size: number;
  /** How many maps and lists lie inside each other in it. */
  readonly height: number;
  /** True for what stands in for an alias that was refused and reported. */
  readonly refused?: boolean;
}

const step = (node: Located, part: string | number): LocatedEntry | undefined => {
  if (typeof part === 'string') return node.entries?.get(part);
  const item = node.items?.[part];
  return item === undefined ? undefined : { key: item, node: item };
};

/** The `locate` of a document that was parsed in full. */
export const locator =
  (file: string, root: Located) =>
  (path: Path, what: 'key' | 'value'): Span => {
    let found: LocatedEntry = { key: root, node: root };
    for (const part of path) {
      const next = step(found.node, part);
      if (next === undefined) return { file, start: found.key.start, end: found.key.end };
      found = next;
    }
    const place = what === 'key' ? found.key : found.node;
    return { file, start: place.start, end: place.end };
  };
