import { columnsOf } from '../diagnostics/render/visible.ts';

/** `1 file`, `2 files`. */
export const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : word.endsWith('s') ? '' : 's'}`;

const padded = (text: string, columns: number): string => text + ' '.repeat(Math.max(2, columns - columnsOf(text)));

/** A wider cell does not widen its column: what follows it on its row is pushed aside. */
const widest = 60;

/** Rows in columns two spaces apart; the last column is left as it is. */
export const aligned = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths: number[] = [];
  for (const row of rows) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, Math.min(columnsOf(cell), widest));
  return rows.map((row) =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : padded(cell, (widths[at] ?? 0) + 2)))
      .join('')
      .trimEnd(),
  );
};

/** Lines as the text of a file or a stream. */
export const linesText = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
