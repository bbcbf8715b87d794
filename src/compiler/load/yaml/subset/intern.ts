import { isReservedKey } from '../bare-map.ts';
import { isTextKey } from './plain.ts';

const slots = 512;
const known: string[] = Array.from({ length: slots }, () => '');
const longest = 32;

const checked = (key: string): string | undefined => (isTextKey(key) && !isReservedKey(key) ? key : undefined);

/**
 * The plain key from `start` to `end` when it is a text and not reserved. One string serves all of its occurrences: the keys of
 * definitions repeat by the thousand, and comparing with the one seen last in its slot is cheaper than making, hashing and checking another.
 */
export const internKey = (text: string, start: number, end: number): string | undefined => {
  const length = end - start;
  if (length > longest) return checked(text.slice(start, end));
  const slot = (text.charCodeAt(start) * 31 + text.charCodeAt(end - 1) * 7 + length * 131) & (slots - 1);
  const seen = known[slot] ?? '';
  if (seen.length === length && text.startsWith(seen, start)) return seen;
  const key = checked(text.slice(start, end));
  if (key !== undefined) known[slot] = key;
  return key;
};
