/*
 * Parsers in other languages recurse and take the whole process with them when their stack ends. This reads a source file
 * token by token, without recursion, and tells how deep they could get. It may say more than is true, but never less, except
 * where it had to guess whether `/` divides or begins a regular expression; it counts its guesses.
 */

interface Level {
  /** Tokens since the last separator: each may open an expression, a type or a statement inside the one before it. */
  tokens: number;
  /** `<` that may be open type arguments. */
  angles: number;
  /** `else` and `do`, which go on after a separator. */
  sticky: number;
  readonly isTemplate: boolean;
}

interface Scan {
  readonly text: string;
  at: number;
  readonly levels: Level[];
  sum: number;
  max: number;
  previous: string;
  isAfterBreak: boolean;
  unsure: number;
}

const token =
  /[ \t\n\r\u2028\u2029\ufeff]+|\/\/[^\n\r\u2028\u2029]*|\/\*[^]*?(?:\*\/|$)|"(?:[^"\\\n\r]|\\[^])*"?|'(?:[^'\\\n\r]|\\[^])*'?|[\w$\u0080-\uffff]+|=>|\+\+|--|[^]/gy;
const templateText = /(?:[^`\\$]|\\[^]|\$(?!\{))*(?:`|\$\{|$)/gy;
const regularExpression = /\/(?:[^/\\[\n\r]|\\.|\[(?:[^\]\\\n\r]|\\.)*\])+\/[\w$]*/gy;

const secondSlash = /[^/\n\r\u2028\u2029]*\//y;

const take = (pattern: RegExp, scan: Scan): string => {
  pattern.lastIndex = scan.at;
  const found = pattern.exec(scan.text)?.[0] ?? '';
  scan.at += found.length;
  return found;
};

const top = (scan: Scan): Level | undefined => scan.levels.at(-1);

const grow = (scan: Scan, by: number): void => {
  scan.sum += by;
  scan.max = Math.max(scan.max, scan.sum);
};

const open = (scan: Scan, isTemplate: boolean): void => {
  scan.levels.push({ tokens: 0, angles: 0, sticky: 0, isTemplate });
  grow(scan, 1);
};

const close = (scan: Scan): boolean => {
  const level = scan.levels.length > 1 ? scan.levels.pop() : undefined;
  if (level !== undefined) scan.sum -= 1 + level.tokens + level.angles + level.sticky;
  return level?.isTemplate ?? false;
};

const separate = (scan: Scan, isStatement: boolean): void => {
  const level = top(scan);
  if (level === undefined) return;
  scan.sum -= level.tokens + (isStatement ? level.angles : 0);
  level.tokens = 0;
  if (isStatement) level.angles = 0;
};

const scanTemplate = (scan: Scan): void => {
  if (take(templateText, scan).endsWith('${')) open(scan, true);
};

const isOperator = (text: string): boolean => /^(?:|=>|[(,=:[{;?&|+\-*%~^])$/.test(text);
const isValue = (text: string): boolean => /^[\w$\u0080-\uffff]+$|^["'\]`]/.test(text);
const isKeyword = (text: string): boolean =>
  /^(?:return|typeof|instanceof|in|of|new|delete|void|throw|case|do|else|yield|await|let|async|as|satisfies|is|extends|keyof|readonly|default)$/.test(
    text,
  );

/** Each of these returns what the next token sees before it. */
type Scanned = string;

/** A regular expression ends on its line: without a second slash there is none. */
const isLastSlash = ({ text, at }: Scan): boolean => {
  secondSlash.lastIndex = at;
  return !secondSlash.test(text);
};

const scanSlash = (scan: Scan): Scanned => {
  const isExpression = isOperator(scan.previous);
  const isDivision = isLastSlash(scan) || (isValue(scan.previous) && !isKeyword(scan.previous) && !scan.isAfterBreak);
  if (isDivision) return '/';
  if (!isExpression) scan.unsure += 1;
  if (!isExpression && scan.previous === ')') return '/';
  scan.at -= 1;
  if (take(regularExpression, scan) !== '') return ']';
  scan.at += 1;
  return '/';
};

/** These begin a statement and nothing else when what stands before them on another line could end one. */
const beginsStatement = (scan: Scan, word: string): boolean =>
  scan.isAfterBreak &&
  /^(?:const|export|import)$/.test(word) &&
  !isKeyword(scan.previous) &&
  /^[\w$"'`)\]};]/.test(scan.previous) &&
  /^\s+[\w${*"']/.test(scan.text.slice(scan.at, scan.at + 20));

const scanWord = (scan: Scan, word: string): Scanned => {
  const level = top(scan);
  if (beginsStatement(scan, word)) separate(scan, true);
  if (level !== undefined) {
    if (word === 'else' || word === 'do') level.sticky += 1;
    else level.tokens += 1;
  }
  grow(scan, 1);
  return scan.previous === '.' && isKeyword(word) ? '0' : word;
};

const scanPunctuation = (scan: Scan, mark: string): void => {
  const level = top(scan);
  if (level === undefined) return;
  if (mark === '>' && level.angles > 0) {
    level.angles -= 1;
    scan.sum -= 1;
    return;
  }
  if (mark === '<') level.angles += 1;
  else level.tokens += 1;
  grow(scan, 1);
};

const scanClosing = (scan: Scan): Scanned => {
  if (!close(scan)) return '}';
  scanTemplate(scan);
  return '`';
};

const scanMark = (scan: Scan, mark: string): Scanned => {
  if (mark === '/') return scanSlash(scan);
  if (mark === '}') return scanClosing(scan);
  if ('([{'.includes(mark)) open(scan, false);
  else if (')]'.includes(mark)) close(scan);
  else if (mark === '`') scanTemplate(scan);
  else if (mark === ',' || mark === ';') separate(scan, mark === ';');
  else scanPunctuation(scan, mark);
  return mark;
};

const scanToken = (scan: Scan, found: string): Scanned => {
  if (/^[\w$\u0080-\uffff]/.test(found)) return scanWord(scan, found);
  return /^["']/.test(found) ? found : scanMark(scan, found);
};

const step = (scan: Scan): void => {
  const found = take(token, scan);
  if (/^(?:[ \t\n\r\u2028\u2029\ufeff]|\/[/*])/.test(found)) {
    scan.isAfterBreak ||= /[\n\r\u2028\u2029]/.test(found);
    return;
  }
  scan.previous = scanToken(scan, found);
  scan.isAfterBreak = false;
};

/** How deep a parser could get, and how often the scan had to guess. */
export interface Nesting {
  readonly depth: number;
  readonly guesses: number;
}

/** How deeply a parser could recurse over `text`, at most, unless a guess was wrong. Stops counting beyond `limit`. */
export const nestingOf = (text: string, limit: number): Nesting => {
  if (text.length <= limit) return { depth: text.length, guesses: 0 };
  const scan: Scan = { text, at: 0, levels: [], sum: 0, max: 0, previous: '', isAfterBreak: false, unsure: 0 };
  open(scan, false);
  while (scan.at < text.length && scan.max <= limit) step(scan);
  return { depth: scan.max, guesses: scan.unsure };
};
