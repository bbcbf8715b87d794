import { createTwoFilesPatch, type StructuredPatch, structuredPatch } from 'diff';
import { compareText } from '../../base/compare.ts';
import type { GeneratedChange } from '../../review/document.ts';

/** The generated files of one environment: path below it to text. */
export type Files = ReadonlyMap<string, string>;

/** Longest diff of one emitter that is kept, in characters. */
const longestDiff = 20_000;

const linesOf = ({ hunks }: StructuredPatch, sign: '+' | '-'): number =>
  hunks.reduce((count, { lines }) => count + lines.filter((line) => line.startsWith(sign)).length, 0);

interface FileChange {
  readonly emitter: string;
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

const changedFiles = (before: Files, after: Files): readonly FileChange[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .toSorted(compareText)
    .map((path) => ({ emitter: path.split('/')[0] ?? '', path, before: before.get(path) ?? '', after: after.get(path) ?? '' }))
    .filter((file) => file.before !== file.after || before.has(file.path) !== after.has(file.path));

const emitterChange = (emitter: string, files: readonly FileChange[]): GeneratedChange => {
  let text = '';
  let [added, removed] = [0, 0];
  for (const { path, before, after } of files) {
    const patch = structuredPatch(path, path, before, after, undefined, undefined, { context: 2 });
    added += linesOf(patch, '+');
    removed += linesOf(patch, '-');
    if (text.length <= longestDiff)
      text += createTwoFilesPatch(path, path, before, after, undefined, undefined, { context: 2 }).replace(/^=+\n/, '');
  }
  const cut = text.length > longestDiff;
  const diff = cut ? text.slice(0, text.lastIndexOf('\n', longestDiff) + 1) : text;
  return { emitter, files: files.length, added, removed, diff, cut };
};

/** How generated files differ, emitter by emitter. */
export const generatedChanges = (before: Files, after: Files): readonly GeneratedChange[] => {
  const files = changedFiles(before, after);
  return [...new Set(files.map(({ emitter }) => emitter))].map((emitter) =>
    emitterChange(
      emitter,
      files.filter((file) => file.emitter === emitter),
    ),
  );
};
