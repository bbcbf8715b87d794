/** A string literal's value, or the escape that Prometheus refuses, as an offset into the literal. */
export type Unquoted =
  | { readonly ok: true; readonly value: string; /** `\xff`: bytes that are no UTF-8, shown as U+FFFD. */ readonly broken: boolean }
  | { readonly ok: false; readonly at: number; readonly length: number; readonly message: string };

interface Escape {
  /** UTF-8 bytes; several escapes may spell one character. */
  readonly bytes: readonly number[];
  readonly length: number;
}

const simple: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['b', 8],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
  ['\\', 92],
]);

const encoder = new TextEncoder();
const numeric: readonly (readonly [shape: RegExp, radix: number, max: number])[] = [
  [/\\([0-7]{3})/y, 8, 0xff],
  [/\\x([0-9A-Fa-f]{2})/y, 16, 0xff],
  [/\\u([0-9A-Fa-f]{4})/y, 16, 0x10ffff],
  [/\\U([0-9A-Fa-f]{8})/y, 16, 0x10ffff],
];

const numericEscape = (literal: string, at: number): Escape | undefined => {
  for (const [shape, radix, max] of numeric) {
    shape.lastIndex = at;
    const match = shape.exec(literal);
    if (match === null) continue;
    const point = Number.parseInt(match[1] ?? '', radix);
    if (point > max || (point >= 0xd800 && point < 0xe000)) return undefined;
    const bytes = max === 0xff ? [point] : [...encoder.encode(String.fromCodePoint(point))];
    return { bytes, length: match[0].length };
  }
  return undefined;
};

const readEscape = (literal: string, at: number): Escape | undefined => {
  const next = literal[at + 1] ?? '';
  const byte = next === literal[0] ? next.charCodeAt(0) : simple.get(next);
  return byte === undefined ? numericEscape(literal, at) : { bytes: [byte], length: 2 };
};

const decode = (bytes: readonly number[]): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));

const isUtf8 = (bytes: readonly number[]): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
    return true;
  } catch {
    return false;
  }
};

const unclosed = 'this string is not closed';
const refused = (at: number, length: number, message: string): Unquoted => ({ ok: false, at, length, message });

const unescape = (literal: string): Unquoted => {
  const bytes: number[] = [];
  for (let at = 1; at < literal.length - 1;) {
    const slash = literal.indexOf('\\', at);
    const plainEnd = slash === -1 ? literal.length - 1 : slash;
    bytes.push(...encoder.encode(literal.slice(at, plainEnd)));
    if (slash === -1) break;
    const escape = readEscape(literal, slash);
    if (escape === undefined) {
      const shown = literal.slice(slash, slash + 2);
      return refused(slash, 2, `\`${shown}\` is no escape that Prometheus knows`);
    }
    bytes.push(...escape.bytes);
    at = slash + escape.length;
    if (at >= literal.length) return refused(0, literal.length, unclosed);
  }
  return { ok: true, value: decode(bytes), broken: !isUtf8(bytes) };
};

/** Reads a PromQL string literal, with its quotes, as Prometheus does. */
export const unquote = (literal: string): Unquoted => {
  const quote = literal[0] ?? '';
  const inner = literal.slice(1, -1);
  if (literal.length < 2 || !literal.endsWith(quote)) return refused(0, literal.length, unclosed);
  const rune = literal.indexOf('\ufffd');
  if (rune !== -1) return refused(rune, 1, 'this string holds U+FFFD, which stands for broken UTF-8');
  if (quote === '`') return { ok: true, value: inner, broken: false };
  if (inner.includes('\n')) return refused(0, literal.length, 'this string runs over the end of its line');
  return inner.includes('\\') ? unescape(literal) : { ok: true, value: inner, broken: false };
};
