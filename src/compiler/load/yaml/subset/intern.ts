const slots = 512;
const known: string[] = Array.from({ length: slots }, () => '');
const longest = 32;

/**
 * The text from `start` to `end`, as one string for all of its occurrences: the keys of definitions repeat by the thousand, and comparing
 * with the one seen last in its slot is cheaper than making and hashing another.
 */
export const intern = (text: string, start: number, end: number): string => {
  const length = end - start;
  if (length > longest) return text.slice(start, end);
  const slot = (text.charCodeAt(start) * 31 + text.charCodeAt(end - 1) * 7 + length * 131) & (slots - 1);
  const seen = known[slot] ?? '';
  if (seen.length === length && text.startsWith(seen, start)) return seen;
  const key = text.slice(start, end);
  known[slot] = key;
  return key;
};
