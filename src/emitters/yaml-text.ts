import { memoised } from '../base/memoise.ts';

/** What a YAML 1.1 or 1.2 reader takes for null, a boolean, a merge key or a default value instead of text. */
const words = new Set(
  ['~', '=', '<<', 'null', 'true', 'false', 'yes', 'no', 'on', 'off', 'y', 'n'].flatMap((word) => [
    word,
    word.toUpperCase(),
    `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`,
  ]),
);

/** Integers in every base, floats, sexagesimals, version-like digits: everything made only of what numbers are made of. */
const numberLike =
  /^[-+._]*(?:0[xX][0-9a-fA-F_]*|0[oObB][0-9_]*|[0-9][0-9_.:]*(?:[eE][-+]?[0-9]*)?|[eE][-+]?[0-9]+|inf|Inf|INF|nan|NaN|NAN|)$/;
const dateLike = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}/;
/** Indicators, document markers, blanks at an end, `: `, ` #`, and everything that must be escaped. */
const misread =
  /^[\s,[\]{}#&*!|>'"%@`]|^[-?:](?:\s|$)|^---|^\.\.\.|[\s:]$|:\s|\s#|[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u;

const looksPlain = (text: string): boolean => !words.has(text) && !numberLike.test(text) && !misread.test(text) && !dateLike.test(text);

/** Most texts: they begin with a letter, are longer than any word or number that does, and have nothing to look at twice. */
const harmless = /^(?![eE][-+]?[0-9]+$)[A-Za-z/][ !"$-9;-~]*$/;
const surelyPlain = (text: string): boolean => text.length > 5 && harmless.test(text) && !text.endsWith(' ');

/** Keys, labels and reasons come again and again, most of them soon. */
const isPlain = memoised(looksPlain);

const named: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const escaped = /["\\\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/gu;

/** A lone surrogate has no UTF-8 form; it becomes U+FFFD, as in any encoder. */
const escapeOf = (character: string): string => {
  const code = character.charCodeAt(0);
  if (code >= 0xd800 && code <= 0xdfff) return '\\uFFFD';
  return named[character] ?? (code > 0xff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\x${code.toString(16).padStart(2, '0')}`);
};

const doubleQuoted = (text: string): string => `"${text.replace(escaped, escapeOf)}"`;

const mustEscape = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u;

/** Single quotes around text with double ones or backslashes: matchers and templates are full of them. */
const quoted = (text: string): string =>
  mustEscape.test(text) || !/["\\]/.test(text) ? doubleQuoted(text) : `'${text.replaceAll("'", "''")}'`;

/** `text` as a YAML scalar on one line: bare where every reader sees the same text in it, quoted otherwise. */
export const yamlScalar = (text: string): string => (surelyPlain(text) || isPlain(text) ? text : quoted(text));

/** Lines that a literal block carries as they are: no blank first line, no line of blanks only, nothing to escape. */
const literal =
  /^(?![\s])(?:[^\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff])*[^\s]\n?$/;
const blankLine = /\n[ \t]+(?:\n|$)/;

/** `text` as a value after `key: ` or `- `; several lines become a literal block indented by `indent`. */
export const yamlText = (text: string, indent: string): string => {
  if (!text.includes('\n')) return yamlScalar(text);
  if (!literal.test(text) || blankLine.test(text)) return doubleQuoted(text);
  const ends = text.endsWith('\n');
  const body = ends ? text.slice(0, -1) : text;
  return `${ends ? '|' : '|-'}\n${body.replace(/^(?=[^\n])/gm, indent)}`;
};
