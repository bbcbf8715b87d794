import { diffWordsWithSpace } from 'diff';

/** A stretch of a text that was edited. */
export interface Stretch {
  readonly kind: 'kept' | 'removed' | 'added';
  readonly text: string;
}

/** Beyond so many words one text has nothing to do with the other, and looking on takes time that grows with their square. */
const mostEdits = 400;

/** What was taken out of a text and put in, in whole words. */
export const wordChange = (before: string, after: string): readonly Stretch[] => {
  const found = diffWordsWithSpace(before, after, { maxEditLength: mostEdits });
  if (found === undefined)
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  return found.map(({ added, removed, value }) => ({ kind: added ? 'added' : removed ? 'removed' : 'kept', text: value }));
};

const words = (text: string): readonly string[] => text.match(/\S+\s*|\s+/g) ?? [];

const commonStart = (a: readonly string[], b: readonly string[]): number => {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count += 1;
  return count;
};

/** Words around an edit that are kept, so that one can see where it is. */
const around = 3;

/** The same edit in fewer words: what both texts begin and end with is left out but for a few words. */
export const narrowed = (before: string, after: string): readonly [string, string] => {
  const [old, now] = [words(before), words(after)];
  const start = commonStart(old, now);
  const end = commonStart(old.slice(start).toReversed(), now.slice(start).toReversed());
  const from = Math.max(0, start - around);
  const cut = (all: readonly string[]): string => {
    const to = Math.min(all.length, all.length - end + around);
    return `${from === 0 ? '' : '… '}${all.slice(from, to).join('').trim()}${to === all.length ? '' : ' …'}`;
  };
  return [cut(old), cut(now)];
};
