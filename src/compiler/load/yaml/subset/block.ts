import { bareMap } from '../bare-map.ts';
import { maxDepth } from '../limits.ts';
import { readBlockScalar } from './block-scalar.ts';
import { readFlow } from './flow.ts';
import { closeMark, mark, markValue, openMark } from './marks.ts';
import { readPlain, scanPlain, startsPlain } from './plain.ts';
import { isPlainName, readQuoted } from './quoted.ts';
import { chars, codeAt, endLine, isGap, isLineEnd, isQuote, nextLine, notMine, type Scan, skipSpaces } from './scan.ts';
import { internKey } from './intern.ts';

const isDash = (s: Scan): boolean => codeAt(s) === chars.dash && isGap(s.text.charCodeAt(s.at + 1));

const longestKey = 1000;

const readKeyText = (s: Scan): string | undefined => {
  const start = s.at;
  if (isQuote(codeAt(s))) {
    const quoted = readQuoted(s);
    s.end = s.at;
    skipSpaces(s);
    return quoted === undefined || !isPlainName(quoted) ? undefined : quoted;
  }
  if (!startsPlain(s)) return undefined;
  s.end = scanPlain(s);
  return internKey(s.text, start, s.end);
};

/** A key with its colon, marked. */
const readKey = (s: Scan): string | undefined => {
  const start = s.at;
  const key = readKeyText(s);
  if (key === undefined || s.end - start > longestKey) return undefined;
  if (codeAt(s) !== chars.colon || !isGap(s.text.charCodeAt(s.at + 1))) return undefined;
  mark(s, start, s.end);
  s.at += 1;
  return key;
};

const readMap = (s: Scan, column: number): unknown => {
  const start = s.at;
  const index = openMark(s);
  const map = bareMap();
  s.depth += 1;
  if (s.depth > maxDepth) return notMine;
  do {
    const key = readKey(s);
    if (key === undefined || map[key] !== undefined) return notMine;
    const value = readEntryValue(s, column);
    if (value === notMine) return notMine;
    map[key] = value;
  } while (s.indent === column);
  s.depth -= 1;
  closeMark(s, index, start);
  return s.indent > column ? notMine : map;
};

const readList = (s: Scan, column: number): unknown => {
  const start = s.at;
  const index = openMark(s);
  const list: unknown[] = [];
  s.depth += 1;
  if (s.depth > maxDepth) return notMine;
  do {
    const value = readItem(s, column);
    if (value === notMine) return notMine;
    list.push(value);
  } while (s.indent === column && isDash(s));
  s.depth -= 1;
  closeMark(s, index, start);
  return s.indent > column ? notMine : list;
};

/** True at the end of a line or its comment, after the gap that follows a colon or dash. */
const isEmptyHere = (s: Scan): boolean => {
  skipSpaces(s);
  const code = codeAt(s);
  return isLineEnd(code) || code === chars.hash;
};

/** Nothing was written: the place is that of the key or dash before it. */
const nothing = (s: Scan, start: number, end: number): null => {
  markValue(s, start, end);
  return null;
};

const readEntryValue = (s: Scan, column: number): unknown => {
  const keyStart = s.marks[s.marked - 2] ?? 0;
  const keyEnd = s.end;
  if (!isEmptyHere(s)) return readInline(s, column);
  nextLine(s);
  if (s.indent > column) return readBelow(s, column);
  return s.indent === column && isDash(s) ? readList(s, column) : nothing(s, keyStart, keyEnd);
};

/** A value on the lines below its key. The `yaml` package misreads some scalars after a comment there: it decides on all of them. */
const readBelow = (s: Scan, column: number): unknown =>
  s.commented && !isDash(s) && !isKeyAhead(s) ? notMine : readNode(s, column, s.indent);

const readItem = (s: Scan, column: number): unknown => {
  const dash = s.at;
  s.at += 1;
  if (!isEmptyHere(s)) return readNode(s, column, s.at - s.lineStart);
  nextLine(s);
  return s.indent > column ? readBelow(s, column) : nothing(s, dash, dash + 1);
};

/** A value behind its key, in a map at column `indent`: anything but a map or list of several lines. */
const readInline = (s: Scan, indent: number): unknown => {
  const code = codeAt(s);
  const start = s.at;
  if (code === chars.openBracket || code === chars.openBrace) {
    const value = readFlow(s, indent);
    return value !== notMine && endLine(s) ? value : notMine;
  }
  if (isQuote(code)) {
    const text = readQuoted(s);
    if (text === undefined) return notMine;
    markValue(s, start, s.at);
    return endLine(s) ? text : notMine;
  }
  if (code === chars.bar || code === chars.more) return readBlockScalar(s, indent);
  return startsPlain(s) ? readPlain(s, start, scanPlain(s), indent) : notMine;
};

/** True when the line at hand starts with a key. */
const isKeyAhead = (s: Scan): boolean => {
  const start = s.at;
  if (isQuote(codeAt(s))) {
    readQuoted(s);
    skipSpaces(s);
  } else if (startsPlain(s)) scanPlain(s);
  const isKey = codeAt(s) === chars.colon;
  s.at = start;
  return isKey;
};

/** A value that starts at `column` of its line, in a map or list at column `indent`. */
export const readNode = (s: Scan, indent: number, column: number): unknown => {
  if (isDash(s)) return readList(s, column);
  return isKeyAhead(s) ? readMap(s, column) : readInline(s, indent);
};
