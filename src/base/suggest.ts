import { compareText } from './compare.ts';

/** Edit distance with transpositions, stopping early once it must exceed `limit`. */
const distance = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity;
      row.push(Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost, swap));
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? limit + 1;
};

/** Up to three of `known` that `word` may have meant, nearest first. */
export const suggest = (word: string, known: Iterable<string>): readonly string[] => {
  const limit = Math.max(1, Math.min(3, Math.floor(word.length / 3)));
  const near: { name: string; far: number }[] = [];
  for (const name of new Set(known)) {
    const far = distance(word.toLowerCase(), name.toLowerCase(), limit);
    if (far <= limit) near.push({ name, far });
  }
  near.sort((a, b) => a.far - b.far || compareText(a.name, b.name));
  return near.slice(0, 3).map(({ name }) => name);
};

/** A help sentence from {@link suggest}: "did you mean `a`?", or `otherwise` when nothing is near. */
export const didYouMean = (word: string, known: Iterable<string>, otherwise: string): string => {
  const names = suggest(word, known);
  return names.length === 0 ? otherwise : `did you mean ${names.map((name) => `\`${name}\``).join(' or ')}?`;
};
