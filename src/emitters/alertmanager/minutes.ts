import type { MinuteRange } from '../../model/schedule.ts';

export const wholeDay = 1440;

/** Sorted, and joined where they touch. */
export const merged = (ranges: readonly MinuteRange[]): readonly MinuteRange[] => {
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
};

/** What is left of a day. */
export const complement = (ranges: readonly MinuteRange[]): readonly MinuteRange[] => {
  const gaps: MinuteRange[] = [];
  let at = 0;
  for (const { from, to } of merged(ranges)) {
    if (from > at) gaps.push({ from: at, to: from });
    at = to;
  }
  return at < wholeDay ? [...gaps, { from: at, to: wholeDay }] : gaps;
};

export const isWholeDay = (ranges: readonly MinuteRange[]): boolean => complement(ranges).length === 0;

/** `07:30`; the end of the day is `24:00`. */
export const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
