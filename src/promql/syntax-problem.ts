import { readDuration, readNumber } from './numbers.ts';
import type { Problem } from './problem.ts';
import { endsOperand, type Token, tokenize } from './tokens.ts';

const pairs: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);
const closers: ReadonlyMap<string, string> = new Map([...pairs].map(([close, open]) => [open, close]));

type Finding = Omit<Problem, 'kind'>;

const finding = ({ start, end }: Token, message: string, help?: string): Finding => ({
  start,
  end,
  message,
  ...(help === undefined ? {} : { help }),
});

/** A bracket without its partner, when there is one. */
const unbalanced = (tokens: readonly Token[]): Finding | undefined => {
  const open: Token[] = [];
  for (const token of tokens) {
    if (token.kind !== 'symbol') continue;
    if (closers.has(token.text)) open.push(token);
    const partner = pairs.get(token.text);
    if (partner === undefined) continue;
    const last = open.pop();
    if (last === undefined) return finding(token, `this \`${token.text}\` closes nothing`, 'remove it, or open it before');
    if (last.text !== partner) {
      return finding(token, `\`${last.text}\` is closed by \`${token.text}\``, `write \`${closers.get(last.text) ?? ''}\` first`);
    }
  }
  const last = open.at(-1);
  return last && finding(last, `this \`${last.text}\` is not closed`, `add \`${closers.get(last.text) ?? ''}\``);
};

const foreign: ReadonlyMap<string, string> = new Map([
  ['=', 'compare with `==`'],
  ['&&', 'write `and`'],
  ['||', 'write `or`'],
  ['&', 'write `and`'],
  ['|', 'write `or`'],
  ['!', 'use `unless` or `!=`'],
  ['=~', 'matchers stand inside braces: `up{job=~"…"}`'],
  ['!~', 'matchers stand inside braces: `up{job!~"…"}`'],
  ['$', 'PromQL has no variables; write the value'],
  [';', 'write one expression'],
]);

const listWords: ReadonlySet<string> = new Set(['by', 'without', 'on', 'ignoring', 'group_left', 'group_right']);

/** Inside the parentheses of `by (…)` and its like. */
const insideLabels = (tokens: readonly Token[], index: number): boolean => {
  const open = tokens.slice(0, index).findLastIndex((token) => token.text === '(' || token.text === ')');
  return tokens[open]?.text === '(' && listWords.has(tokens[open - 1]?.text.toLowerCase() ?? '');
};

/** Durations in brackets or behind `offset`, and numbers, that are none. */
const malformed = (token: Token, previous: Token | undefined): Finding | undefined => {
  if (token.kind !== 'number') return undefined;
  const wantsDuration = previous !== undefined && /^(?:\[|:|offset)$/i.test(previous.text);
  const read = wantsDuration ? readDuration(token.text) : readNumber(token.text);
  return read.ok ? undefined : finding(token, read.message);
};

const insideBraces = (tokens: readonly Token[], index: number): boolean => {
  const before = tokens.slice(0, index).filter((token) => token.kind === 'symbol');
  return before.findLastIndex((token) => token.text === '{') > before.findLastIndex((token) => token.text === '}');
};

const inMatchers = (token: Token, previous: Token | undefined): Finding => {
  if (previous !== undefined && /^(?:=|!=|=~|!~)$/.test(previous.text)) {
    if (token.kind === 'symbol') return finding(token, `the value is missing before \`${token.text}\``, 'write it in quotes');
    return finding(token, `the value \`${token.text}\` is not in quotes`, `write \`"${token.text}"\``);
  }
  if (token.text === '==') return finding(token, '`==` is no matcher', 'write `=`');
  if (previous?.kind === 'string')
    return finding(token, `\`${token.text}\` follows a matcher without a comma`, 'put a comma between the matchers');
  return finding(token, `\`${token.text}\` is no label matcher`, 'write `label="value"`, with `=`, `!=`, `=~` or `!~`');
};

const afterOperand = (token: Token): Finding => {
  const help = foreign.get(token.text) ?? 'put an operator between the two, or remove one';
  return finding(token, `\`${token.text}\` cannot follow a finished expression`, help);
};

const expected = (token: Token, previous: Token | undefined): Finding => {
  if (previous?.text === ',') return finding(previous, 'nothing follows this comma', 'remove the comma, or add the argument');
  const after = previous === undefined ? 'at the start' : `after \`${previous.text}\``;
  return finding(token, `\`${token.text}\` stands ${after}, where a value belongs`, foreign.get(token.text));
};

const atToken = (tokens: readonly Token[], index: number): Finding => {
  const token = tokens[index];
  const previous = tokens[index - 1];
  if (token === undefined) {
    if (previous === undefined)
      return { start: 0, end: 0, message: 'the expression is empty', help: 'write an expression, such as `up == 0`' };
    return finding(previous, `the expression ends after \`${previous.text}\``, 'write what belongs after it');
  }
  const number = malformed(token, previous);
  if (number !== undefined) return number;
  if (insideLabels(tokens, index))
    return finding(token, `\`${token.text}\` does not belong in a list of labels`, 'write label names with commas between them');
  if (insideBraces(tokens, index)) return inMatchers(token, previous);
  return endsOperand(previous) ? afterOperand(token) : expected(token, previous);
};

/** The grammar's parser gives up after 300 more operators in a row, once it has read 2000 characters of them. */
const chainTooLong = (text: string, at: number, tokens: readonly Token[]): Finding | undefined => {
  if (at < 2000 || tokens.length < 600) return undefined;
  const message = 'too many operators follow each other for Plimsoll to read them';
  return { start: at, end: Math.min(at + 1, text.length), message, help: 'put every hundred of them in parentheses' };
};

/** Says what is wrong where the grammar stopped, at offset `at`. */
export const syntaxProblem = (text: string, at: number): Problem => {
  const tokens = tokenize(text);
  const open = tokens.find((token) => token.kind === 'unclosed');
  const index = tokens.findIndex((token) => token.end > at);
  const found =
    (open && finding(open, 'this string is not closed', 'close it with the quote it starts with')) ??
    unbalanced(tokens) ??
    chainTooLong(text, at, tokens) ??
    atToken(tokens, index === -1 ? tokens.length : index);
  return { kind: 'syntax', ...found };
};

/** Prometheus knows four kinds of space; the grammar knows them all. */
export const oddSpace = (text: string): Problem | undefined => {
  if (!/[^\S \t\r\n]/.test(text)) return undefined;
  const token = tokenize(text).find((one) => one.kind === 'symbol' && /\s/.test(one.text));
  if (token === undefined) return undefined;
  const code = token.text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return {
    kind: 'syntax',
    start: token.start,
    end: token.end,
    message: `the space here is U+${code}, not a plain one`,
    help: 'write a plain space',
  };
};
