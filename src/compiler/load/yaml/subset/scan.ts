/** Codes of the characters that mean something. */
export const chars = {
  newline: 10,
  space: 32,
  doubleQuote: 34,
  hash: 35,
  quote: 39,
  comma: 44,
  dash: 45,
  dot: 46,
  colon: 58,
  more: 62,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  openBrace: 123,
  bar: 124,
  closeBrace: 125,
} as const;

/** What a reader returns for YAML outside the subset: the file goes to the full parser. */
export const notMine: unique symbol = Symbol('not mine');

/** The one-pass reader's place in a text. Written to in every step, so that nothing is allocated but values. */
export interface Scan {
  readonly text: string;
  /** The offset at hand. */
  at: number;
  /** Where the line at hand starts. */
  lineStart: number;
  /** Column of the first character of the line at hand; -1 after the last line. */
  indent: number;
  /** Blank lines, and whether there were comment lines, before the line at hand. */
  blanks: number;
  commented: boolean;
  /** The places of everything that was read: see `marks.ts`. */
  readonly marks: Int32Array;
  marked: number;
  /** Where the last value, key or dash ended. */
  end: number;
  /** Maps and lists around the place at hand. */
  depth: number;
}

/** The character code at `at`; NaN after the end. */
export const codeAt = (s: Scan): number => s.text.charCodeAt(s.at);

/** True for the end of a line or of the text. */
export const isLineEnd = (code: number): boolean => code === chars.newline || Number.isNaN(code);

/** True for what may follow the colon of a key or the dash of an item. */
export const isGap = (code: number): boolean => code === chars.space || isLineEnd(code);

export const isQuote = (code: number): boolean => code === chars.quote || code === chars.doubleQuote;

export const skipSpaces = (s: Scan): void => {
  while (s.text.charCodeAt(s.at) === chars.space) s.at += 1;
};

/** Goes from the end of a line, or from a comment, to the first character of the next line that has content. */
export const nextLine = (s: Scan): void => {
  s.blanks = -1;
  s.commented = false;
  for (;;) {
    const newline = s.text.indexOf('\n', s.at);
    if (newline === -1) break;
    s.lineStart = newline + 1;
    s.at = newline + 1;
    s.blanks += 1;
    skipSpaces(s);
    const code = codeAt(s);
    if (code === chars.hash) s.commented = true;
    else if (code !== chars.newline) {
      s.indent = Number.isNaN(code) ? -1 : s.at - s.lineStart;
      return;
    }
  }
  s.at = s.text.length;
  s.indent = -1;
};

/** Leaves a line after a value: nothing but a comment may follow. False for anything else. */
export const endLine = (s: Scan): boolean => {
  const from = s.at;
  skipSpaces(s);
  const code = codeAt(s);
  if (!isLineEnd(code) && !(code === chars.hash && s.at > from)) return false;
  nextLine(s);
  return true;
};
