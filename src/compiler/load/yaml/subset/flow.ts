import { maxDepth } from '../limits.ts';
import { bareMap } from '../bare-map.ts';
import { internKey } from './intern.ts';
import { closeMark, mark, markValue, openMark } from './marks.ts';
import { plainValue, startsPlain } from './plain.ts';
import { isPlainName, readQuoted } from './quoted.ts';
import { chars, codeAt, isGap, isLineEnd, isQuote, nextLine, notMine, type Scan, skipSpaces } from './scan.ts';

const isFlowIndicator = (code: number): boolean =>
  code === chars.comma ||
  code === chars.openBracket ||
  code === chars.closeBracket ||
  code === chars.openBrace ||
  code === chars.closeBrace;

/** Goes to the next token, over line ends and comments; false where a line is not indented deeper than `indent`. */
const skipGap = (s: Scan, indent: number): boolean => {
  const from = s.at;
  skipSpaces(s);
  const code = codeAt(s);
  if (!isLineEnd(code) && !(code === chars.hash && s.at > from)) return true;
  nextLine(s);
  return s.indent > indent;
};

/** Goes to the end of a plain scalar on this line; returns where its text ends. */
const scanFlowPlain = (s: Scan): number => {
  let end = s.at;
  for (let at = s.at; ; at += 1) {
    const code = s.text.charCodeAt(at);
    if (code === chars.space) continue;
    const next = code === chars.colon ? s.text.charCodeAt(at + 1) : code;
    const isColon = code === chars.colon && (isGap(next) || isFlowIndicator(next));
    if (isColon || isLineEnd(code) || isFlowIndicator(code) || (code === chars.hash && at > end)) {
      s.at = at;
      return end;
    }
    end = at + 1;
  }
};

const readFlowScalar = (s: Scan): unknown => {
  const start = s.at;
  if (isQuote(codeAt(s))) {
    const text = readQuoted(s);
    if (text === undefined) return notMine;
    markValue(s, start, s.at);
    return text;
  }
  if (!startsPlain(s)) return notMine;
  const end = scanFlowPlain(s);
  markValue(s, start, end);
  return plainValue(s.text.slice(start, end));
};

const readFlowValue = (s: Scan, indent: number): unknown => {
  const code = codeAt(s);
  return code === chars.openBracket || code === chars.openBrace ? readFlow(s, indent) : readFlowScalar(s);
};

/** After an item: true when another follows, false at the end, undefined for anything else. */
const goesOn = (s: Scan, close: number, indent: number): boolean | undefined => {
  if (!skipGap(s, indent)) return undefined;
  if (codeAt(s) === close) return false;
  if (codeAt(s) !== chars.comma) return undefined;
  s.at += 1;
  if (!skipGap(s, indent)) return undefined;
  return codeAt(s) !== close;
};

const readList = (s: Scan, indent: number): unknown => {
  const list: unknown[] = [];
  let more: boolean | undefined = codeAt(s) !== chars.closeBracket;
  while (more === true) {
    const value = readFlowValue(s, indent);
    if (value === notMine) return notMine;
    list.push(value);
    more = goesOn(s, chars.closeBracket, indent);
  }
  return more === undefined ? notMine : list;
};

const readQuotedKey = (s: Scan): string | undefined => {
  const key = readQuoted(s);
  return key === undefined || !isPlainName(key) ? undefined : key;
};

const readPlainKey = (s: Scan): string | undefined => {
  const start = s.at;
  return startsPlain(s) ? internKey(s.text, start, scanFlowPlain(s)) : undefined;
};

/** A key and its colon, marked. */
const readFlowKey = (s: Scan): string | undefined => {
  const start = s.at;
  const quoted = isQuote(codeAt(s));
  const key = quoted ? readQuotedKey(s) : readPlainKey(s);
  if (key === undefined) return undefined;
  mark(s, start, quoted ? s.at : start + key.length);
  if (codeAt(s) !== chars.colon) skipSpaces(s);
  if (codeAt(s) !== chars.colon) return undefined;
  s.at += 1;
  return quoted || isGap(codeAt(s)) ? key : undefined;
};

const readMap = (s: Scan, indent: number): unknown => {
  const map = bareMap();
  let more: boolean | undefined = codeAt(s) !== chars.closeBrace;
  while (more === true) {
    const key = readFlowKey(s);
    if (key === undefined || map[key] !== undefined || !skipGap(s, indent)) return notMine;
    const value = readFlowValue(s, indent);
    if (value === notMine) return notMine;
    map[key] = value;
    more = goesOn(s, chars.closeBrace, indent);
  }
  return more === undefined ? notMine : map;
};

/** A map or list in brackets, whose lines are all indented deeper than `indent`. */
export const readFlow = (s: Scan, indent: number): unknown => {
  const start = s.at;
  const isList = codeAt(s) === chars.openBracket;
  const index = openMark(s);
  s.at += 1;
  s.depth += 1;
  if (s.depth > maxDepth || !skipGap(s, indent)) return notMine;
  const value = isList ? readList(s, indent) : readMap(s, indent);
  s.depth -= 1;
  s.at += 1;
  s.end = s.at;
  closeMark(s, index, start);
  return value;
};
