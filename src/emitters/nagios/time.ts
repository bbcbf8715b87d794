import { invariant } from '../../base/invariant.ts';
import { durationIn } from '../../model/duration.ts';

/** The main file sets `interval_length=1`, so every interval is in seconds and exact. */
export const seconds = (ms: number): string => {
  const text = durationIn(ms, 1000);
  invariant(text, 'milliseconds are decimals of a second');
  return text;
};

/** For directives that are whole numbers: never less than asked. */
export const wholeSeconds = (ms: number): string => String(Math.ceil(ms / 1000));
