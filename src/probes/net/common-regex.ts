/**
 * Regular expressions that POSIX ERE (glibc's regcomp, without REG_NEWLINE) and RE2 with `(?s)` read as the same: whether such an
 * expression is found somewhere in a text is then the same for both. What only one of them knows, or both know differently, is
 * refused: `\d`, `\b`, `(?:`, lazy repetition, backreferences, a backslash in a set, an empty alternative.
 */
interface Reader {
  readonly text: string;
  at: number;
  depth: number;
}

/** What is wrong, and where in the expression, counted from 1. */
export interface RegexProblem {
  readonly column: number;
  readonly problem: string;
}

type Step = string | undefined;

const escapable = /[\\^$.|?*+()[\]{}/-]/;
const classes = /^\[:(?:alnum|alpha|blank|cntrl|digit|graph|lower|print|punct|space|upper|xdigit):\]/;
/** RE2 refuses more than 1000 repetitions, also where repetitions multiply. */
const mostRepeats = 255;

const readSet = (reader: Reader): Step => {
  const { text } = reader;
  reader.at += text[reader.at + 1] === '^' ? 2 : 1;
  const start = reader.at;
  for (; reader.at < text.length; reader.at += 1) {
    const character = text[reader.at] ?? '';
    if (character === ']') {
      if (reader.at === start) return 'a set that is empty, or begins with `]`';
      reader.at += 1;
      return undefined;
    }
    if (character === '\\') return 'a backslash in a set: POSIX takes it as it is, RE2 as an escape';
    if (character === '[') {
      const named = classes.exec(text.slice(reader.at));
      if (named === null) return '`[` in a set';
      reader.at += named[0].length - 1;
    }
  }
  return 'a set that is not closed';
};

const readEscape = (reader: Reader): Step => {
  const next = reader.text[reader.at + 1];
  if (next === undefined) return 'a backslash at the end';
  if (!escapable.test(next)) return `\`\\${next}\`: write a set such as \`[0-9]\` instead`;
  reader.at += 2;
  return undefined;
};

const readGroup = (reader: Reader): Step => {
  reader.at += 1;
  reader.depth += 1;
  if (reader.depth > 20) return 'groups nested more than 20 deep';
  const inner = readAlternatives(reader);
  if (inner !== undefined) return inner;
  if (reader.text[reader.at] !== ')') return 'a group that is not closed';
  reader.at += 1;
  reader.depth -= 1;
  return undefined;
};

const readAtom = (reader: Reader): Step => {
  const character = reader.text[reader.at] ?? '';
  if (character === '[') return readSet(reader);
  if (character === '\\') return readEscape(reader);
  if (character === '(') return readGroup(reader);
  if (isRepeat(character)) return `\`${character}\` with nothing to repeat`;
  if (character === ']' || character === '}') return `a \`${character}\` that closes nothing: write \`\\${character}\``;
  reader.at += 1;
  return undefined;
};

const counted = /^\{(\d{1,4})(?:,(\d{1,4})?)?\}/;

const isRepeat = (character: string | undefined): boolean => character !== undefined && '*+?{'.includes(character);

/** Reads `{2}`, `{2,}` or `{2,5}`. */
const readCount = (reader: Reader, isGroup: boolean): Step => {
  const count = counted.exec(reader.text.slice(reader.at));
  if (count === null) return '`{` that begins no count such as `{2,5}`';
  if (isGroup) return 'a count after a group';
  const [whole, low = '', high = low] = count;
  if (Number(high) > mostRepeats || Number(low) > Number(high)) return `a count that is not up to ${mostRepeats}, the smaller number first`;
  reader.at += whole.length;
  return undefined;
};

const readRepeat = (reader: Reader, isGroup: boolean): Step => {
  if (!isRepeat(reader.text[reader.at])) return undefined;
  if (reader.text[reader.at] === '{') {
    const problem = readCount(reader, isGroup);
    if (problem !== undefined) return problem;
  } else reader.at += 1;
  return isRepeat(reader.text[reader.at]) ? 'two repetitions in a row' : undefined;
};

const readPiece = (reader: Reader): Step => {
  const character = reader.text[reader.at] ?? '';
  if (character === '^' || character === '$') {
    reader.at += 1;
    return isRepeat(reader.text[reader.at]) ? `a repetition of \`${character}\`` : undefined;
  }
  return readAtom(reader) ?? readRepeat(reader, character === '(');
};

function readAlternatives(reader: Reader): Step {
  for (;;) {
    const start = reader.at;
    while (reader.at < reader.text.length && !'|)'.includes(reader.text[reader.at] ?? '')) {
      const problem = readPiece(reader);
      if (problem !== undefined) return problem;
    }
    if (reader.at === start) return 'an alternative, or a group, that is empty';
    if (reader.text[reader.at] !== '|') return undefined;
    reader.at += 1;
  }
}

/** What keeps an expression from meaning the same in POSIX ERE and RE2; undefined when nothing does. */
export const commonRegexProblem = (text: string): RegexProblem | undefined => {
  if (!/^[ -~]*$/.test(text)) return { column: text.search(/[^ -~]/) + 1, problem: 'a character that is not printable ASCII' };
  const reader: Reader = { text, at: 0, depth: 0 };
  const problem = readAlternatives(reader) ?? (reader.at < text.length ? 'a `)` that closes nothing' : undefined);
  return problem === undefined ? undefined : { column: reader.at + 1, problem };
};
