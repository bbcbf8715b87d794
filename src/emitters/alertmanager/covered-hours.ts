import { type MinuteRange, type Weekday, weekdays } from '../../model/schedule.ts';
import { getOrAdd } from './grouping.ts';
import { complement, merged, wholeDay } from './minutes.ts';
import type { Interval, NamedInterval } from './time-intervals.ts';

/** A day of every year, or of one. */
export interface Day {
  readonly year?: number;
  readonly month: number;
  readonly day: number;
}

/** Hours by weekday, Monday first. */
export type Week = readonly (readonly MinuteRange[])[];

export interface Hours {
  readonly active: NamedInterval;
  readonly mute?: NamedInterval;
}

const within = (value: number, { from, to }: { from: number; to: number }): boolean => from <= value && value <= to;

/** A day of every year lies in the years that nobody names: those of an interval for them are open at one end. */
const inYears = (years: Interval['years'], year: number | undefined): boolean => {
  if (years === undefined) return true;
  return year === undefined ? years.some(({ to }) => to === lastYear) : years.some((some) => within(year, some));
};

const lastYear = 9999;

const inMonth = ({ daysOfMonth, years }: Interval, { year, day }: Day): boolean =>
  (daysOfMonth === undefined || within(day, daysOfMonth)) && inYears(years, year);

const wholeRange: readonly MinuteRange[] = [{ from: 0, to: wholeDay }];

const rangesOn = (intervals: readonly Interval[], weekday: Weekday): readonly MinuteRange[] =>
  merged(intervals.filter((one) => one.weekdays?.includes(weekday) ?? true).flatMap(({ times }) => times ?? wholeRange));

/** What of `ranges` lies outside of `others`. */
export const minus = (ranges: readonly MinuteRange[], others: readonly MinuteRange[]): readonly MinuteRange[] => {
  const left = complement(others);
  return ranges.flatMap(({ from, to }) =>
    left.flatMap((gap) => (gap.from < to && from < gap.to ? [{ from: Math.max(from, gap.from), to: Math.min(to, gap.to) }] : [])),
  );
};

const weekOf = (active: readonly Interval[], mute: readonly Interval[]): Week =>
  weekdays.map((weekday) => minus(rangesOn(active, weekday), rangesOn(mute, weekday)));

/** The hours on a day, by the weekday it falls on, read from the intervals as Alertmanager does. Kept by what holds on the day. */
export const weekReader = ({ active, mute }: Hours): ((day: Day) => Week) => {
  const muted = new Set(mute?.intervals);
  const byMonth = Array.from({ length: 13 }, (_, month) =>
    [...active.intervals, ...muted].filter(({ months }) => months?.includes(month) ?? true),
  );
  const known = new Map<string, Week>();
  return (day) => {
    const candidates = byMonth[day.month] ?? [];
    let key = '';
    candidates.forEach((one, i) => (key += inMonth(one, day) ? `${i} ` : ''));
    return getOrAdd(known, `${day.month}:${key}`, () => {
      const holding = candidates.filter((one) => inMonth(one, day));
      return weekOf(
        holding.filter((one) => !muted.has(one)),
        holding.filter((one) => muted.has(one)),
      );
    });
  };
};

/** Every year that an interval names. */
export const yearsNamed = ({ active, mute }: Hours): readonly number[] => {
  const years = [...active.intervals, ...(mute?.intervals ?? [])].flatMap((interval) => interval.years ?? []);
  const named = years.filter(({ from, to }) => from !== 1 && to !== lastYear);
  return [...new Set(named.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i)))].sort((a, b) => a - b);
};
