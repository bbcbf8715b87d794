import type { LabelName } from './ast.ts';
import { aggregations, functions } from './functions.ts';
import { endsOperand, type Token, tokenize } from './tokens.ts';

/** A text of the same length that the grammar can read, with the same tree. */
export interface Repaired {
  readonly text: string;
  readonly names: ReadonlyMap<number, LabelName>;
}

const keywords: ReadonlySet<string> = new Set([
  ...['and', 'or', 'unless', 'atan2', 'bool', 'on', 'ignoring', 'group_left', 'group_right', 'by', 'without', 'offset', 'start', 'end'],
  ...['inf', 'nan'],
]);

const isUnknownCall = (token: Token, next: Token | undefined): boolean =>
  token.kind === 'word' &&
  next?.text === '(' &&
  token.text.length > 1 &&
  !(functions.has(token.text) && token.text !== 'holt_winters') &&
  !aggregations.has(token.text.toLowerCase()) &&
  !keywords.has(token.text.toLowerCase());

const stand = (token: Token): string => 'ln'.padEnd(token.text.length);

const plainNumber = (text: string): string | undefined => {
  if (text.startsWith('0X')) return `0x${text.slice(2)}`;
  const dot = /^(\d*)(\d)\.(?!\d)(.*)$/.exec(text);
  return dot === null ? undefined : `${dot[1] ?? ''}0${dot[2] ?? ''}${dot[3] ?? ''}`;
};

/** `metric` has as many letters as `offset`. */
const replacement = (token: Token, afterOperand: boolean, next: Token | undefined): string | undefined => {
  if (token.kind === 'number') return plainNumber(token.text);
  if (isUnknownCall(token, next)) return stand(token);
  return token.text.toLowerCase() === 'offset' && !afterOperand ? 'metric' : undefined;
};

const matchingWords: ReadonlySet<string> = new Set(['on', 'ignoring', 'group_left', 'group_right']);

/** Operators that name a metric where an operand belongs. */
const nameWords: ReadonlySet<string> = new Set(['and', 'or', 'unless', 'by', 'without']);

/** Shows `replaced` each token, and whether an operand ended just before it. */
const eachToken = (tokens: readonly Token[], replaced: (token: Token, afterOperand: boolean, i: number) => boolean): void => {
  const lists: boolean[] = [];
  let ended = false;
  for (const [i, token] of tokens.entries()) {
    const previous = tokens[i - 1]?.text.toLowerCase() ?? '';
    if (token.text === '(') lists.push(matchingWords.has(previous) && !ended);
    const wasList = token.text === ')' && (lists.pop() ?? false);
    const isName: boolean = !ended && nameWords.has(token.text.toLowerCase());
    ended = replaced(token, ended, i) || ((isName || endsOperand(token)) && !wasList);
  }
};

/**
 * The grammar refuses what Prometheus 2.42 takes (numbers such as `5.` and `0XFF`, a metric named `offset`, `holt_winters`),
 * and stops at unknown functions, which would hide everything else that is wrong. They are replaced by words it knows.
 */
export const repair = (text: string): Repaired | undefined => {
  const names = new Map<number, LabelName>();
  const tokens = tokenize(text);
  let repaired = '';
  let done = 0;
  eachToken(tokens, (token, afterOperand, i) => {
    const instead = replacement(token, afterOperand, tokens[i + 1]);
    if (instead === undefined) return false;
    if (token.kind === 'word') names.set(token.start, { name: token.text, start: token.start, end: token.end });
    repaired += text.slice(done, token.start) + instead;
    done = token.end;
    return true;
  });
  return done === 0 ? undefined : { text: repaired + text.slice(done), names };
};
