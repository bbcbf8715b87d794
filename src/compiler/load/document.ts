import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';

/** Keys and indexes from the root of a document to a value. */
export type Path = readonly (string | number)[];

/** Finds places in a source file without keeping its syntax tree. */
export interface Locator {
  /**
   * The key or the value at `path`. For a path that does not exist, the nearest ancestor that does (its key, when it has one),
   * so that a missing key is shown where it belongs. A value that came through a merge key is found where it was written.
   */
  locate(path: Path, what: 'key' | 'value'): Span;
}

/** Plain data with the places it came from. Maps are plain objects without a prototype chain of their own keys. */
export interface ParsedDocument extends Locator {
  readonly value: unknown;
}

/** What became of one file: data when it could be read at all, and everything that is wrong with it. */
export interface ParseResult {
  readonly document?: ParsedDocument;
  readonly diagnostics: readonly Diagnostic[];
}

/** A TypeScript file's exported definitions: the builder it used and the data given to it. */
export interface EvaluatedDocument extends ParsedDocument {
  /** `checks`, `thresholds`, …, or `defaults`. */
  readonly builder: string;
}
