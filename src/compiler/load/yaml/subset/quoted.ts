import { isReservedKey } from '../bare-map.ts';
import { chars, codeAt, type Scan } from './scan.ts';

const escapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const escape = /\\(?:u([\da-fA-F]{4})|(["\\/bfnrt]))/g;
const anyEscape = /\\(?:u[\da-fA-F]{4}|["\\/bfnrt])?/g;

const unescape = (text: string): string | undefined => {
  if (text.match(anyEscape)?.includes('\\')) return undefined;
  return text.replace(escape, (_, hex: string | undefined, short: string | undefined) =>
    hex === undefined ? (escapes[short ?? ''] ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
  );
};

const readDouble = (s: Scan): string | undefined => {
  const start = s.at + 1;
  let escaped = false;
  for (let at = start; ; at += 1) {
    const code = s.text.charCodeAt(at);
    if (code === chars.doubleQuote) {
      s.at = at + 1;
      const raw = s.text.slice(start, at);
      return escaped ? unescape(raw) : raw;
    }
    if (code === chars.newline || Number.isNaN(code)) return undefined;
    if (code === chars.backslash) {
      escaped = true;
      at += 1;
    }
  }
};

const readSingle = (s: Scan): string | undefined => {
  const start = s.at + 1;
  let doubled = false;
  for (let at = start; ; at += 1) {
    const code = s.text.charCodeAt(at);
    if (code === chars.newline || Number.isNaN(code)) return undefined;
    if (code !== chars.quote) continue;
    if (s.text.charCodeAt(at + 1) === chars.quote) {
      doubled = true;
      at += 1;
      continue;
    }
    s.at = at + 1;
    const raw = s.text.slice(start, at);
    return doubled ? raw.replaceAll("''", "'") : raw;
  }
};

/** A quoted text of one line with the escapes of JSON; undefined for any other. */
export const readQuoted = (s: Scan): string | undefined => (codeAt(s) === chars.doubleQuote ? readDouble(s) : readSingle(s));

/** False for a key that JavaScript treats specially, and for digits, which it would move before all other keys. */
export const isPlainName = (key: string): boolean => !isReservedKey(key) && !/^\d+$/.test(key);
