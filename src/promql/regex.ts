import { bracketClass } from './regex-class.ts';
import { escapedRune, type Reader, unicodeClass } from './regex-escape.ts';

/** What is known of a part: whether it matches nothing at all, and how often it is repeated by nested `{n}`. */
interface Part {
  readonly empty: boolean;
  readonly weight: number;
}

const one: Part = { empty: false, weight: 1 };
const nothing: Part = { empty: true, weight: 1 };

interface State extends Reader {
  depth: number;
}

const most = 1000;

const counted = /\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\}/y;
const flags = /\(\?([imsU]*)(-[imsU]+)?([:)])/y;
const named = /\(\?P<([^>]*)>/y;

const matchAt = (shape: RegExp, state: State): RegExpExecArray | null => {
  shape.lastIndex = state.at;
  return shape.exec(state.text);
};

/** Opens a group. False for `(?i)`, which holds nothing. */
const openGroup = (state: State): boolean => {
  const flag = matchAt(flags, state);
  if (flag !== null) {
    state.at += flag[0].length;
    return flag[3] === ':';
  }
  const name = matchAt(named, state);
  if (name !== null) {
    nameGroup(state, name[1] ?? '');
    state.at += name[0].length;
    return true;
  }
  if (state.text[state.at + 1] === '?') refuseGroup(state);
  state.at += 1;
  return true;
};

const nameGroup = (state: State, name: string): void => {
  if (!/^[A-Za-z0-9_]+$/.test(name)) state.fail(`\`${name}\` cannot name a group`);
};

const refuseGroup = (state: State): never => {
  const shown = /^\(\?(?:<?[=!]|.)?/su.exec(state.text.slice(state.at))?.[0] ?? '(?';
  const look = /[=!]$/.test(shown) ? ': RE2 has no look-around' : '';
  return state.fail(`\`${shown}\` means nothing in RE2${look}`);
};

const group = (state: State): Part | undefined => {
  if (!openGroup(state)) return undefined;
  state.depth += 1;
  if (state.depth >= most) state.fail('this regular expression nests too deeply');
  const inner = alternatives(state);
  if (state.text[state.at] !== ')') state.fail('a `(` in this regular expression is not closed');
  state.at += 1;
  state.depth -= 1;
  return inner;
};

const quoted = (state: State): Part | undefined => {
  const end = state.text.indexOf('\\E', state.at + 2);
  if (end === -1) state.fail('a `\\Q` in this regular expression is not ended by `\\E`');
  const empty = end === state.at + 2;
  state.at = end + 2;
  return empty ? undefined : one;
};

const escape = (state: State): Part | undefined => {
  const next = state.text[state.at + 1] ?? '';
  if (next === 'Q') return quoted(state);
  if (/[AzB]/.test(next)) {
    state.at += 2;
    return nothing;
  }
  if (/[bdswDSW]/.test(next)) state.at += 2;
  else if (!unicodeClass(state)) escapedRune(state);
  return one;
};

/** One repeatable part; undefined when what stands here holds nothing, such as `(?i)` and `\\Q\\E`. */
const atom = (state: State): Part | undefined => {
  switch (state.text[state.at]) {
    case '(':
      return group(state);
    case '[':
      bracketClass(state);
      return one;
    case '\\':
      return escape(state);
    case '^':
    case '$':
      state.at += 1;
      return nothing;
    default:
      state.at += (state.text.codePointAt(state.at) ?? 0) > 0xffff ? 2 : 1;
      return one;
  }
};

interface Repeat {
  readonly text: string;
  readonly least: number;
  readonly times: number;
}

const repeatAt = (state: State): Repeat | undefined => {
  const sign = state.text[state.at] ?? '';
  if (sign === '*' || sign === '?') return { text: sign, least: 0, times: 1 };
  if (sign === '+') return { text: sign, least: 1, times: 1 };
  const match = matchAt(counted, state);
  if (match === null) return undefined;
  const least = Number(match[1]);
  const upper = match[2] === undefined ? least : match[3] === undefined ? undefined : Number(match[3]);
  if (least > most || (upper ?? 0) > most || (upper !== undefined && upper < least)) state.fail(`RE2 cannot repeat \`${match[0]}\` times`);
  return { text: match[0], least, times: Math.max(1, upper ?? least) };
};

const apply = (state: State, part: Part, repeat: Repeat): Part => {
  const weight = part.weight * repeat.times;
  if (weight > most) state.fail('nested repetitions come to more than 1000');
  return { empty: part.empty || repeat.least === 0, weight };
};

const skipRepeat = (state: State, repeat: Repeat): void => {
  state.at += repeat.text.length;
  if (state.text[state.at] === '?') state.at += 1;
};

const sequence = (state: State): Part => {
  const parts: Part[] = [];
  let repeated = '';
  while (state.at < state.text.length && state.text[state.at] !== '|' && state.text[state.at] !== ')') {
    const repeat = repeatAt(state);
    if (repeat === undefined) {
      const part = atom(state);
      if (part !== undefined) parts.push(part);
      repeated = '';
      continue;
    }
    const last = parts.pop();
    if (last === undefined) return state.fail(`\`${repeat.text}\` has nothing to repeat`);
    if (repeated !== '') return state.fail(`\`${repeated}${repeat.text}\` repeats a repetition`);
    parts.push(apply(state, last, repeat));
    skipRepeat(state, repeat);
    repeated = repeat.text;
  }
  return { empty: parts.every((part) => part.empty), weight: Math.max(1, ...parts.map((part) => part.weight)) };
};

const alternatives = (state: State): Part => {
  let all = sequence(state);
  while (state.text[state.at] === '|') {
    state.at += 1;
    const next = sequence(state);
    all = { empty: all.empty || next.empty, weight: Math.max(all.weight, next.weight) };
  }
  return all;
};

type Reading = { readonly problem: string } | { readonly problem: undefined; readonly empty: boolean };

const read = (text: string): Reading => {
  const refusal: { message?: string } = {};
  const stop = Symbol('stop');
  const fail = (message: string): never => {
    refusal.message = message;
    throw stop;
  };
  const state: State = { text, at: 0, depth: 0, fail };
  try {
    const { empty } = alternatives(state);
    if (state.at < text.length) fail('a `)` in this regular expression closes nothing');
    return { problem: undefined, empty };
  } catch (error) {
    if (error !== stop || refusal.message === undefined) throw error;
    return { problem: refusal.message };
  }
};

/** What RE2, as Prometheus 2.42 uses it, refuses in a regular expression; undefined when nothing. */
export const regexProblem = (text: string): string | undefined => read(text).problem;

/** Does the expression, anchored at both ends, match the empty text? False when it is no RE2. */
export const matchesEmpty = (text: string): boolean => {
  const result = read(text);
  return result.problem === undefined && result.empty;
};
