import type { Position, SourceTexts, Span } from '../span.ts';
import { positionOf } from '../span.ts';
import { columnsOf, visible } from './visible.ts';

const tabStop = 4;
/** Widest piece of a source line that is shown, in terminal columns. */
const maxColumns = 110;
/** Columns kept before the marked text when a line is cut. */
const lead = 40;
/** A line longer than this (UTF-16 units) is cut before it is looked at closely; minified files have lines of megabytes. */
const window = 2000;

/** One shown character: what is printed, and whether the span covers it. */
interface Cell {
  readonly text: string;
  readonly columns: number;
  readonly marked: boolean;
}

interface SourceLine {
  readonly number: number;
  readonly text: string;
  /** Marked part, as offsets into `text`; `from === to` marks the place between two characters. */
  readonly from: number;
  readonly to: number;
}

const lineAt = (text: string, start: number): string => {
  const end = text.indexOf('\n', start);
  return text.slice(start, end === -1 ? text.length : end).replace(/\r$/, '');
};

const markedLine = (span: Span, text: string, { line, column }: Position): SourceLine => {
  const lineStart = span.start - (column - 1);
  const shown = lineAt(text, lineStart);
  const from = Math.min(span.start - lineStart, shown.length);
  return { number: line, text: shown, from, to: Math.max(from, Math.min(span.end - lineStart, shown.length)) };
};

/** A tab that is marked is drawn as an arrow: in YAML it is often the culprit. */
const tabCell = (at: number, marked: boolean): Cell => {
  const columns = tabStop - (at % tabStop);
  return { text: (marked ? '→' : ' ').padEnd(columns), columns, marked };
};

const cellsOf = ({ text, from, to }: SourceLine): readonly Cell[] => {
  const start = Math.max(0, from - window);
  const cells: Cell[] = [];
  let columns = 0;
  let offset = start;
  for (const character of text.slice(start, from + window)) {
    const marked = offset >= from && offset < to;
    const shown = visible(character);
    const cell = character === '\t' ? tabCell(columns, marked) : { text: shown, columns: columnsOf(shown), marked };
    cells.push(cell);
    columns += cell.columns;
    offset += character.length;
  }
  return cells;
};

const widthOf = (cells: readonly Cell[]): number => cells.reduce((sum, cell) => sum + cell.columns, 0);

/** The first cell from which at most `columns` remain before `end`. */
const backFrom = (cells: readonly Cell[], end: number, columns: number): number => {
  let at = end;
  for (let room = columns; at > 0; at -= 1) {
    room -= cells[at - 1]?.columns ?? 0;
    if (room < 0) break;
  }
  return at;
};

const forwardFrom = (cells: readonly Cell[], start: number, columns: number): number => {
  let at = start;
  for (let room = columns; at < cells.length; at += 1) {
    room -= cells[at]?.columns ?? 0;
    if (room < 0) break;
  }
  return at;
};

interface Drawn {
  readonly source: string;
  readonly before: number;
  readonly carets: number;
}

const join = (cells: readonly Cell[]): string => cells.map(({ text }) => text).join('');

/** The part of a line worth showing, with `…` where something is left out. */
const draw = (line: SourceLine): Drawn => {
  const cells = cellsOf(line);
  const first = cells.findIndex((cell) => cell.marked);
  const mark = first === -1 ? markAt(cells, line) : first;
  const fits = line.text.length <= window && widthOf(cells) <= maxColumns;
  const start = fits || widthOf(cells.slice(0, mark)) <= lead ? 0 : backFrom(cells, mark, lead);
  const end = fits ? cells.length : forwardFrom(cells, start, maxColumns);
  const head = start > 0 || line.from > window ? '…' : '';
  const tail = end < cells.length || line.from + window < line.text.length ? '…' : '';
  const shown = cells.slice(start, end);
  return {
    source: `${head}${join(shown)}${tail}`.trimEnd(),
    before: head.length + widthOf(cells.slice(start, mark)),
    carets: Math.max(1, widthOf(shown.filter((cell) => cell.marked))),
  };
};

/** Index of the cell at an empty mark. */
const markAt = (cells: readonly Cell[], { text, from }: SourceLine): number => {
  const characters = [...text.slice(Math.max(0, from - window), from)].length;
  return Math.min(characters, cells.length);
};

export interface FrameOptions {
  readonly label?: string;
  /** Also the line before, for orientation. */
  readonly context: boolean;
  /** Paints the carets and their label. */
  readonly paint: (text: string) => string;
}

/** The marked line with its number, the carets under it and the label beside them; empty when the text is not known. */
export const codeFrame = (span: Span, texts: SourceTexts, { label, context, paint }: FrameOptions): readonly string[] => {
  const text = texts.get(span.file);
  if (text === undefined) return [];
  const position = positionOf({ ...span, start: Math.min(span.start, text.length) }, texts);
  const line = markedLine({ ...span, start: Math.min(span.start, text.length) }, text, position);
  const gutter = (number: string) => `  ${number.padStart(String(line.number).length)} |`;
  const { source, before, carets } = draw(line);
  const note = label === undefined ? '' : ` ${visible(label)}`;
  return [
    ...(context ? contextBefore(text, span.start - position.column + 1, line.number, gutter) : []),
    `${gutter(String(line.number))} ${source}`.trimEnd(),
    `${gutter('')} ${' '.repeat(before)}${paint(`${'^'.repeat(carets)}${note}`)}`,
  ];
};

const contextBefore = (text: string, lineStart: number, number: number, gutter: (number: string) => string): readonly string[] => {
  if (number === 1) return [];
  const start = text.lastIndexOf('\n', lineStart - 2) + 1;
  const previous = lineAt(text, start);
  return [`${gutter(String(number - 1))} ${draw({ number: number - 1, text: previous, from: 0, to: 0 }).source}`.trimEnd()];
};
