import { isAmbiguous } from '../ambiguous.ts';
import { resolvePlain } from '../resolve-scalar.ts';
import { chars, isGap, isLineEnd, nextLine, notMine, type Scan } from './scan.ts';
import { markValue } from './marks.ts';

// Characters that cannot start a plain scalar, or only under conditions that the full parser may judge.
const indicators = new Set([...'?:,[]{}#&*!|>\'"%@`'].map((char) => char.charCodeAt(0)));

/** True when a plain scalar of the subset starts at the place at hand. */
export const startsPlain = (s: Scan): boolean => {
  const code = s.text.charCodeAt(s.at);
  if (code === chars.dash) {
    const next = s.text.charCodeAt(s.at + 1);
    return !isGap(next) && next !== chars.dash && next !== chars.comma && next !== chars.closeBracket && next !== chars.closeBrace;
  }
  if (code === chars.dot) return !s.text.startsWith('...', s.at);
  return !indicators.has(code);
};

/** Goes to the end of the line, its comment, or a colon that ends a key. Returns where the text before that ends. */
export const scanPlain = (s: Scan): number => {
  const { text } = s;
  let end = s.at;
  for (let at = s.at; ; at += 1) {
    const code = text.charCodeAt(at);
    if (code === chars.space) continue;
    const ends = isLineEnd(code) || (code === chars.hash && at > end) || (code === chars.colon && isGap(text.charCodeAt(at + 1)));
    if (ends) {
      s.at = at;
      return end;
    }
    end = at + 1;
  }
};

const firstOfSpecial = (code: number): boolean =>
  code <= 57 || code === 126 || code === 110 || code === 116 || code === 102 || code === 78 || code === 84 || code === 70;

/** The value of a plain scalar; not ours when it is ambiguous. */
export const plainValue = (text: string): unknown => {
  if (!firstOfSpecial(text.charCodeAt(0))) return text;
  const value = resolvePlain(text);
  return typeof value === 'string' && isAmbiguous(value) ? notMine : value;
};

/** True for a plain key that is a text beyond doubt. */
export const isTextKey = (key: string): boolean => typeof plainValue(key) === 'string' && !/^-?\d+(?:\.\d+)?$/.test(key) && key !== '<<';

/** The rest of a plain scalar whose first line was scanned, in a map or list at column `indent`; goes to the next line. */
export const readPlain = (s: Scan, start: number, firstEnd: number, indent: number): unknown => {
  let text = s.text.slice(start, firstEnd);
  let end = firstEnd;
  for (;;) {
    const code = s.text.charCodeAt(s.at);
    if (code === chars.colon) return notMine;
    nextLine(s);
    if (code === chars.hash || s.indent <= indent) break;
    if (s.commented) return notMine;
    const from = s.at;
    const gap = s.blanks > 0 ? '\n'.repeat(s.blanks) : ' ';
    end = scanPlain(s);
    text += gap + s.text.slice(from, end);
  }
  markValue(s, start, end);
  return plainValue(text);
};
