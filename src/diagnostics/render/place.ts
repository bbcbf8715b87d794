import type { SourceTexts, Span } from '../span.ts';

/** Start and end of a span as people count: from 1. The end is exclusive. */
export interface SpanPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

const lineStartsOf = (text: string): readonly number[] => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
};

/** Index of the last start that is not beyond `offset`. */
const lineOf = (starts: readonly number[], offset: number): number => {
  let low = 0;
  for (let high = starts.length; high - low > 1;) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
};

/** Finds places in `texts`; each text is searched for line ends once, however many findings it has. */
export const placesIn = (texts: SourceTexts): ((span: Span) => SpanPlace) => {
  const known = new Map<string, readonly number[]>();
  const startsIn = (file: string): readonly number[] => {
    const starts = known.get(file) ?? lineStartsOf(texts.get(file) ?? '');
    known.set(file, starts);
    return starts;
  };
  return ({ file, start, end }) => {
    const starts = startsIn(file);
    const limit = texts.get(file)?.length ?? 0;
    const from = Math.min(start, limit);
    const to = Math.min(Math.max(from, end), limit);
    const [first, last] = [lineOf(starts, from), lineOf(starts, to)];
    return { file, line: first + 1, column: from - (starts[first] ?? 0) + 1, endLine: last + 1, endColumn: to - (starts[last] ?? 0) + 1 };
  };
};
