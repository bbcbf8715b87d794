import type { Place } from './ast.ts';

/** The words of an expression, for what the grammar cannot say: messages, and the few texts it reads differently from Prometheus 2.42. */
export interface Token extends Place {
  readonly kind: 'word' | 'number' | 'string' | 'unclosed' | 'symbol';
  readonly text: string;
}

const shapes: readonly (readonly [Token['kind'], RegExp])[] = [
  ['word', /[A-Za-z_:][A-Za-z0-9_:]*/y],
  ['number', /0[xX][0-9A-Fa-f]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[A-Za-z0-9_]*/y],
  ['string', /"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'|`[^`]*`/y],
  ['unclosed', /["'][^\n]*|`[^]*/y],
  ['symbol', /==|!=|=~|!~|<=|>=|&&|\|\||[^]/y],
];

const gap = /(?:[ \t\r\n]+|#[^\n]*)*/y;

const tokenAt = (text: string, at: number): Token | undefined => {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = at;
    const match = shape.exec(text);
    if (match !== null) return { kind, text: match[0], start: at, end: at + match[0].length };
  }
  return undefined;
};

const skipGap = (text: string, at: number): number => {
  gap.lastIndex = at;
  gap.exec(text);
  return Math.max(at, gap.lastIndex);
};

/** The tokens of `text`, without spaces and comments. */
export const tokenize = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  for (let at = skipGap(text, 0); at < text.length;) {
    const token = tokenAt(text, at);
    if (token === undefined) break;
    tokens.push(token);
    at = skipGap(text, token.end);
  }
  return tokens;
};

const binaryWords: ReadonlySet<string> = new Set([
  ...['and', 'or', 'unless', 'atan2', 'bool', 'by', 'without', 'on', 'ignoring', 'group_left', 'group_right', 'offset'],
]);

/** Has an operand just ended with `token`, so that what follows must be an operator? The `)` of `on (…)` is for the caller to tell. */
export const endsOperand = (token: Token | undefined): boolean => {
  if (token === undefined) return false;
  if (token.kind === 'symbol') return token.text === ')' || token.text === ']' || token.text === '}';
  return !(token.kind === 'word' && binaryWords.has(token.text.toLowerCase()));
};
