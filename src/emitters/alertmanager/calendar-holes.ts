import { type MinuteRange, weekdays } from '../../model/schedule.ts';
import { type Day, type Hours, minus, type Week, weekReader, yearsNamed } from './covered-hours.ts';
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

const mostFrequent = (lists: readonly (readonly MinuteRange[])[]): readonly MinuteRange[] => {
  const counts = new Map<string, { ranges: readonly MinuteRange[]; count: number }>();
  for (const ranges of lists) {
    const key = ranges.map(({ from, to }) => `${from}-${to}`).join();
    const seen = counts.get(key);
    if (seen === undefined) counts.set(key, { ranges, count: 1 });
    else seen.count += 1;
  }
  return [...counts.values()].reduce((best, one) => (one.count > best.count ? one : best)).ranges;
};

interface OneDay {
  readonly day: Day;
  readonly ranges?: readonly MinuteRange[];
}

/** What is missing on a day of some weekdays, all of them unless its year is known. */
const missingOn = (day: Day, week: Week, wanted: Week): OneDay | undefined => {
  const lost = merged(wanted.flatMap((ranges, i) => minus(ranges, week[i] ?? [])));
  if (lost.length === 0) return undefined;
  return week.some((ranges) => ranges.length > 0) ? { day, ranges: lost } : { day };
};

const keyOf = ({ ranges }: OneDay): string => ranges?.map(({ from, to }) => `${from}-${to}`).join() ?? '';

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

const only = (week: Week, weekday: number): Week => week.map((ranges, i) => (i === weekday ? ranges : []));

/** Days of one year on which more is missing than on the same day of every year. */
const missingIn = (year: number, read: (day: Day) => Week): readonly OneDay[] =>
  daysIn(year).flatMap((day) => {
    const weekday = weekdayOf(day);
    const { month, day: date } = day;
    return missingOn(day, only(read(day), weekday), only(read({ month, day: date }), weekday)) ?? [];
  });

/** The hours of a route through all years: days of every year by weekday, and every day of the years that are named. */
export const calendarHours = (hours: Hours): CalendarHours => {
  const read = weekReader(hours);
  const year = daysOfYear(monthLengths);
  const weeks = year.map(read);
  const usual = weekdays.map((_, i) => mostFrequent(weeks.map((week) => week[i] ?? [])));
  const yearly = year.flatMap((day) => missingOn(day, read(day), usual) ?? []);
  const named = yearsNamed(hours);
  const isNever =
    weeks.every((week) => week.every((ranges) => ranges.length === 0)) &&
    named.every((one) => daysIn(one).every((day) => (read(day)[weekdayOf(day)] ?? []).length === 0));
  return { usual, missing: [...joined(yearly), ...joined(named.flatMap((one) => missingIn(one, read)))], isNever };
};
