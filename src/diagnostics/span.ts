/** A stretch of a source file, as offsets into its text (UTF-16 units); `end` is exclusive. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A place people read: line and column count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The texts of the files that spans point into, by path relative to the estate. */
export type SourceTexts = ReadonlyMap<string, string>;

/** Line and column of `offset`, derived only when shown. */
export const positionAt = (file: string, text: string, offset: number): Position => {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  let line = 1;
  for (let at = before.indexOf('\n'); at !== -1; at = before.indexOf('\n', at + 1)) line += 1;
  return { file, line, column: offset - lineStart + 1 };
};

/** The position where `span` starts; 1:1 for a file whose text is not known. */
export const positionOf = (span: Span, texts: SourceTexts): Position => positionAt(span.file, texts.get(span.file) ?? '', span.start);
