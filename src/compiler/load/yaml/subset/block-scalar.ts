import { chars, codeAt, isLineEnd, nextLine, notMine, type Scan, skipSpaces } from './scan.ts';
import { markValue } from './marks.ts';

interface Header {
  readonly folded: boolean;
  readonly strip: boolean;
}

const readHeader = (s: Scan): Header | undefined => {
  const folded = codeAt(s) === chars.more;
  s.at += 1;
  const strip = codeAt(s) === chars.dash;
  if (strip) s.at += 1;
  skipSpaces(s);
  return codeAt(s) === chars.newline ? { folded, strip } : undefined;
};

/** Joins lines as `>` does; undefined where a line is indented deeper than the first, which keeps its breaks. */
const fold = (lines: readonly string[]): string | undefined => {
  let text = lines[0] ?? '';
  let blanks = 0;
  for (const line of lines.slice(1)) {
    if (line.startsWith(' ')) return undefined;
    if (line === '') {
      blanks += 1;
      continue;
    }
    text += (blanks === 0 ? ' ' : '\n'.repeat(blanks)) + line;
    blanks = 0;
  }
  return text;
};

const spacesFrom = (text: string, start: number): number => {
  let at = start;
  while (text.charCodeAt(at) === chars.space) at += 1;
  return at - start;
};

/**
 * The lines of the text below a header, without their indentation. Undefined for what the full parser has to judge: blank lines before
 * the first line or wider than the indentation, and a last line without a line feed. `s.at` is left at the end of the last line.
 */
const readLines = (s: Scan, indent: number): string[] | undefined => {
  const column = spacesFrom(s.text, s.at + 1);
  const lines: string[] = [];
  let blanks = 0;
  for (let start = s.at + 1; start < s.text.length;) {
    const spaces = spacesFrom(s.text, start);
    const end = s.text.indexOf('\n', start);
    const isBlank = isLineEnd(s.text.charCodeAt(start + spaces));
    if (end === -1 || (isBlank && (spaces > column || lines.length === 0))) return undefined;
    if (!isBlank && spaces < column) break;
    if (isBlank) blanks += 1;
    else {
      for (; blanks > 0; blanks -= 1) lines.push('');
      lines.push(s.text.slice(start + column, end));
      s.at = end;
    }
    start = end + 1;
  }
  return column > indent && lines.length > 0 ? lines : undefined;
};

/** A `|`, `|-`, `>` or `>-` text in a map or list at column `indent`; goes to the next line. */
export const readBlockScalar = (s: Scan, indent: number): unknown => {
  const start = s.at;
  const header = readHeader(s);
  const lines = header === undefined ? undefined : readLines(s, indent);
  if (header === undefined || lines === undefined) return notMine;
  const text = header.folded ? fold(lines) : lines.join('\n');
  if (text === undefined) return notMine;
  markValue(s, start, s.at);
  nextLine(s);
  return header.strip ? text : `${text}\n`;
};
