import { type MinuteRange, weekdays } from '../../model/schedule.ts';
import { type Day, type Hours, minus, type Week, weekReader, yearsNamed } from './covered-hours.ts';
import { getOrAdd } from './grouping.ts';
import { merged } from './minutes.ts';

/** Days on which more is missing than in a usual week. */
export interface MissingDays {
  readonly from: Day;
  readonly to: Day;
  /** What is missing beside the usual; undefined for all that there is. */
  readonly ranges?: readonly MinuteRange[];
}

/** When nobody would hear: in a usual week, and on days that differ from it, for every day there is. */
export interface CalendarHours {
  readonly usual: Week;
  readonly missing: readonly MissingDays[];
  /** There is no minute of any day at which somebody hears. */
  readonly isNever: boolean;
}

const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const daysOfYear = (lengths: readonly number[], year?: number): readonly Day[] =>
  lengths.flatMap((count, i) =>
    Array.from({ length: count }, (_, d) => ({ ...(year === undefined ? {} : { year }), month: i + 1, day: d + 1 })),
  );

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysIn = (year: number): readonly Day[] =>
  daysOfYear(
    monthLengths.map((count, i) => (i === 1 && !isLeap(year) ? 28 : count)),
    year,
  );

const weekdayOf = ({ year = 0, month, day }: Day): number => {
  const date = new Date(0);
  // The constructor takes a year below 100 for one of the twentieth century.
  date.setUTCFullYear(year, month - 1, day);
  return (date.getUTCDay() + 6) % 7;
};

const rangesKey = (ranges: readonly MinuteRange[]): string => ranges.map(({ from, to }) => `${from}-${to}`).join();

const mostFrequent = (lists: readonly (readonly MinuteRange[])[]): readonly MinuteRange[] => {
  const same = new Map<readonly MinuteRange[], number>();
  for (const ranges of lists) same.set(ranges, (same.get(ranges) ?? 0) + 1);
  const counts = new Map<string, { ranges: readonly MinuteRange[]; count: number }>();
  for (const [ranges, count] of same) getOrAdd(counts, rangesKey(ranges), () => ({ ranges, count: 0 })).count += count;
  return [...counts.values()].reduce((best, one) => (one.count > best.count ? one : best)).ranges;
};

interface OneDay {
  readonly day: Day;
  readonly ranges?: readonly MinuteRange[];
}

/** Minutes of some weekday that are wanted and not there. */
const lost = (week: Week, wanted: Week): readonly MinuteRange[] => merged(wanted.flatMap((ranges, i) => minus(ranges, week[i] ?? [])));

const missingOn = (day: Day, week: Week, ranges: readonly MinuteRange[]): OneDay | undefined => {
  if (ranges.length === 0) return undefined;
  return week.some((some) => some.length > 0) ? { day, ranges } : { day };
};

const keyOf = ({ ranges }: OneDay): string => (ranges === undefined ? 'all' : rangesKey(ranges));

const isNext = (a: Day, b: Day): boolean => {
  const next = new Date(0);
  next.setUTCFullYear(a.year ?? 2000, a.month - 1, a.day + 1);
  return next.getUTCMonth() + 1 === b.month && next.getUTCDate() === b.day && (a.year === undefined || next.getUTCFullYear() === b.year);
};

/** Days that follow one another and miss the same, as one. */
const joined = (days: readonly OneDay[]): readonly MissingDays[] => {
  const result: { from: Day; to: Day; ranges?: readonly MinuteRange[] }[] = [];
  let last: OneDay | undefined;
  for (const one of days) {
    const run = result.at(-1);
    if (last !== undefined && run !== undefined && isNext(last.day, one.day) && keyOf(last) === keyOf(one)) run.to = one.day;
    else result.push({ from: one.day, to: one.day, ...(one.ranges === undefined ? {} : { ranges: one.ranges }) });
    last = one;
  }
  return result;
};

/** Days of every year on which, on some weekday, less is there than usual. */
const missingYearly = (year: readonly Day[], weeks: readonly Week[], usual: Week): readonly OneDay[] => {
  // Days on which the same intervals hold share their week.
  const known = new Map<Week, readonly MinuteRange[]>();
  return year.flatMap((day, i) => {
    const week = weeks[i] ?? usual;
    return (
      missingOn(
        day,
        week,
        getOrAdd(known, week, () => lost(week, usual)),
      ) ?? []
    );
  });
};

/** Days of one year on which less is there than on the same day of every year. */
const missingIn = (year: number, read: (day: Day) => Week): readonly OneDay[] =>
  daysIn(year).flatMap((day) => {
    const { month, day: date } = day;
    const [week, wanted] = [read(day), read({ month, day: date })];
    if (week === wanted) return [];
    const weekday = weekdayOf(day);
    const there = week[weekday] ?? [];
    return missingOn(day, [there], lost([there], [wanted[weekday] ?? []])) ?? [];
  });

/** The hours of a route through all years: days of every year by weekday, and every day of the years that are named. */
export const calendarHours = (hours: Hours): CalendarHours => {
  const read = weekReader(hours);
  const year = daysOfYear(monthLengths);
  const weeks = year.map(read);
  const usual = weekdays.map((_, i) => mostFrequent(weeks.map((week) => week[i] ?? [])));
  const named = yearsNamed(hours);
  const isNever =
    weeks.every((week) => week.every((ranges) => ranges.length === 0)) &&
    named.every((one) => daysIn(one).every((day) => (read(day)[weekdayOf(day)] ?? []).length === 0));
  const missing = [...joined(missingYearly(year, weeks, usual)), ...joined(named.flatMap((one) => missingIn(one, read)))];
  return { usual, missing, isNever };
};
