/** A string of PromQL, in any of its three quotes; or a run of comments, blanks and line ends. */
const pieces = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|(?:#[^\n]*|\s)+/g;

/** An expression on one line, which an argument must be: comments and line ends mean nothing in PromQL, except inside of strings. */
export const onOneLine = (expression: string): string => expression.replace(pieces, (piece) => (/^["'`]/.test(piece) ? piece : ' ')).trim();
