import { escapedRune, type Reader, unicodeClass } from './regex-escape.ts';

const posix: ReadonlySet<string> = new Set([
  ...['alnum', 'alpha', 'ascii', 'blank', 'cntrl', 'digit', 'graph', 'lower', 'print', 'punct', 'space', 'upper', 'word', 'xdigit'],
]);

const posixClass = (reader: Reader): boolean => {
  const match = /^\[:(\^?)([^\]]*?):\]/.exec(reader.text.slice(reader.at));
  if (match === null) return false;
  if (!posix.has(match[2] ?? '')) return reader.fail(`there is no character class \`${match[0]}\``);
  reader.at += match[0].length;
  return true;
};

const perlClass = (reader: Reader): boolean => {
  if (!/^\\[dswDSW]/.test(reader.text.slice(reader.at, reader.at + 2))) return false;
  reader.at += 2;
  return true;
};

/** One end of a range, as a code point. */
const rune = (reader: Reader): number => {
  if (reader.text[reader.at] === '\\') return escapedRune(reader);
  const point = reader.text.codePointAt(reader.at);
  if (point === undefined) return reader.fail('a `[` in this regular expression is not closed');
  reader.at += point > 0xffff ? 2 : 1;
  return point;
};

const member = (reader: Reader): void => {
  if (posixClass(reader) || unicodeClass(reader) || perlClass(reader)) return;
  const start = reader.at;
  const low = rune(reader);
  if (reader.text[reader.at] !== '-' || reader.at + 1 >= reader.text.length || reader.text[reader.at + 1] === ']') return;
  reader.at += 1;
  if (rune(reader) < low) reader.fail(`the range \`${reader.text.slice(start, reader.at)}\` runs backwards`);
};

/** Reads `[…]`; the reader stands on the bracket. */
export const bracketClass = (reader: Reader): void => {
  reader.at += reader.text[reader.at + 1] === '^' ? 2 : 1;
  for (let first = true; first || reader.text[reader.at] !== ']'; first = false) {
    if (reader.at >= reader.text.length) reader.fail('a `[` in this regular expression is not closed');
    member(reader);
  }
  reader.at += 1;
};
