import { type MinuteRange, type Weekday, weekdays } from '../../model/schedule.ts';
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
const inYears = ({ years }: Interval, year: number | undefined): boolean => {
  if (years === undefined) return true;
  return year === undefined ? years.some(({ to }) => to === lastYear) : years.some((some) => within(year, some));
};

const lastYear = 9999;

const onDate = (interval: Interval, { year, month, day }: Day): boolean =>
  (interval.months?.includes(month) ?? true) &&
  (interval.daysOfMonth === undefined || within(day, interval.daysOfMonth)) &&
  inYears(interval, year);

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
  const all = [...active.intervals, ...(mute?.intervals ?? [])];
  const known = new Map<string, Week>();
  return (day) => {
    const holding = new Set(all.filter((one) => onDate(one, day)));
    const key = all.map((one) => (holding.has(one) ? '1' : '0')).join('');
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const week = weekOf(
      active.intervals.filter((one) => holding.has(one)),
      (mute?.intervals ?? []).filter((one) => holding.has(one)),
    );
    known.set(key, week);
    return week;
  };
};

/** Every year that an interval names. */
export const yearsNamed = ({ active, mute }: Hours): readonly number[] => {
  const years = [...active.intervals, ...(mute?.intervals ?? [])].flatMap((interval) => interval.years ?? []);
  const named = years.filter(({ from, to }) => from !== 1 && to !== lastYear);
  return [...new Set(named.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i)))].sort((a, b) => a - b);
};
