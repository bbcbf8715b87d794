import { formatPatch, type StructuredPatch, structuredPatch } from 'diff';
import { compareText } from '../../base/compare.ts';
import type { GeneratedChange } from '../../review/document.ts';

/** Generated files: path to text. */
export type Files = ReadonlyMap<string, string>;

/** Longest diff of one emitter that is kept, in characters. */
const longestDiff = 20_000;

/** Most lines that may differ in a file for its diff to be looked for: the time it takes grows with their square. */
const mostEdits = 2000;

interface FileChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

const changedFiles = (before: Files, after: Files): readonly FileChange[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .toSorted(compareText)
    .map((path) => ({ path, before: before.get(path) ?? '', after: after.get(path) ?? '' }))
    .filter((file) => file.before !== file.after || before.has(file.path) !== after.has(file.path));

interface LineCounts {
  readonly added: number;
  readonly removed: number;
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

/** How many lines there are more of, and fewer. Lines that only moved count as neither. */
const countLines = ({ before, after }: FileChange): LineCounts => {
  const balance = new Map<string, number>();
  const count = (line: string | undefined, by: number): void => {
    if (line !== undefined) balance.set(line, (balance.get(line) ?? 0) + by);
  };
  const [old, now] = [linesOf(before), linesOf(after)];
  for (let at = 0; at < Math.max(old.length, now.length); at += 1) {
    // Equal lines are even wherever they stand; most stand in the same place.
    if (old[at] === now[at]) continue;
    count(old[at], -1);
    count(now[at], 1);
  }
  const all = [...balance.values()];
  return {
    added: all.reduce((sum, one) => sum + Math.max(0, one), 0),
    removed: all.reduce((sum, one) => sum + Math.max(0, -one), 0),
  };
};

const countHunks = ({ hunks }: StructuredPatch): LineCounts => {
  const linesOf = (sign: string) => hunks.reduce((sum, { lines }) => sum + lines.filter((line) => line.startsWith(sign)).length, 0);
  return { added: linesOf('+'), removed: linesOf('-') };
};

interface FileDiff extends LineCounts {
  /** Undefined where it would be too long. */
  readonly text: string | undefined;
}

const diffOf = (file: FileChange, wanted: boolean): FileDiff => {
  const counts = countLines(file);
  if (!wanted || counts.added + counts.removed > mostEdits) return { ...counts, text: undefined };
  const { path, before, after } = file;
  const patch = structuredPatch(path, path, before, after, undefined, undefined, { context: 2, maxEditLength: 2 * mostEdits });
  return patch === undefined ? { ...counts, text: undefined } : { ...countHunks(patch), text: formatPatch(patch).replace(/^=+\n/, '') };
};

/** How the files of one emitter differ; undefined where none does. */
export const generatedChange = (emitter: string, before: Files, after: Files): GeneratedChange | undefined => {
  const files = changedFiles(before, after);
  if (files.length === 0) return undefined;
  let [diff, cut, added, removed] = ['', false, 0, 0];
  for (const file of files) {
    const found = diffOf(file, diff.length <= longestDiff);
    added += found.added;
    removed += found.removed;
    cut ||= found.text === undefined;
    diff += found.text ?? '';
  }
  cut ||= diff.length > longestDiff;
  return { emitter, files: files.length, added, removed, diff: wholeLines(diff), cut };
};

const wholeLines = (diff: string): string => (diff.length <= longestDiff ? diff : diff.slice(0, diff.lastIndexOf('\n', longestDiff) + 1));
