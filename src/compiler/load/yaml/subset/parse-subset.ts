import type { ParsedDocument } from '../../document.ts';
import { bareMap } from '../bare-map.ts';
import { readNode } from './block.ts';
import { marksFor, markLocator } from './marks.ts';
import { chars, codeAt, isGap, nextLine, notMine, type Scan, skipSpaces } from './scan.ts';

/** The longest text whose marks fit the shared array; a longer one gets an array of its own. */
const sharedLength = 256 * 1024;
const shared = new Int32Array(marksFor(sharedLength));

// A carriage return, tab or byte order mark changes what a line or an indentation is.
const isOutside = (text: string): boolean => text.includes('\r') || text.includes('\t') || text.includes('\uFEFF');

const scanOf = (text: string): Scan => ({
  text,
  at: 0,
  lineStart: 0,
  indent: 0,
  blanks: 0,
  commented: false,
  marks: text.length <= sharedLength ? shared : new Int32Array(marksFor(text.length)),
  marked: 0,
  end: 0,
  depth: 0,
});

/** Goes to the first line that has content. */
const firstLine = (s: Scan): void => {
  skipSpaces(s);
  const code = codeAt(s);
  s.indent = s.at;
  if (code === chars.newline || code === chars.hash) nextLine(s);
  else if (Number.isNaN(code)) s.indent = -1;
};

/** Skips a `---` before the document; false for anything else on its line than a comment. */
const skipDocumentStart = (s: Scan): boolean => {
  if (s.indent !== 0 || !s.text.startsWith('---', s.at) || !isGap(s.text.charCodeAt(s.at + 3))) return true;
  s.at += 3;
  skipSpaces(s);
  const code = codeAt(s);
  if (code !== chars.newline && code !== chars.hash) return false;
  nextLine(s);
  return true;
};

const empty = (file: string): ParsedDocument => ({ value: bareMap(), locate: () => ({ file, start: 0, end: 0 }) });

const isMap = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads the YAML that definitions are written in, in one pass without a syntax tree: maps and lists in blocks or brackets, plain, quoted
 * and block texts, comments. Undefined for everything else, right or wrong: that is the full parser's to read or to refuse.
 */
export const parseSubset = (file: string, text: string): ParsedDocument | undefined => {
  if (isOutside(text)) return undefined;
  const s = scanOf(text);
  firstLine(s);
  if (!skipDocumentStart(s)) return undefined;
  if (s.indent === -1) return empty(file);
  const value = readNode(s, -1, s.indent);
  if (value === notMine || s.indent !== -1 || !isMap(value)) return undefined;
  return { value, locate: markLocator(file, value, s.marks.slice(0, s.marked)) };
};
