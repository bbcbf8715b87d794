import type { CalendarDay, DateRange } from '../../model/schedule.ts';

/** Days of one month, inclusive, in one year or in every year. */
export interface MonthPart {
  readonly year?: number;
  readonly month: number;
  readonly from: number;
  readonly to: number;
}

const lastDay = 31;

/** Months from `from` to `to` of one year, each with its days. A `to` beyond a month's end is cut off by Alertmanager. */
const withinYear = (from: CalendarDay, to: CalendarDay, year: number | undefined): readonly MonthPart[] =>
  Array.from({ length: to.month - from.month + 1 }, (_, i) => from.month + i).map((month) => ({
    ...(year === undefined ? {} : { year }),
    month,
    from: month === from.month ? from.day : 1,
    to: month === to.month ? to.day : lastDay,
  }));

const newYear: CalendarDay = { month: 1, day: 1 };
const newYearsEve: CalendarDay = { month: 12, day: lastDay };

const isAfter = (a: CalendarDay, b: CalendarDay): boolean => a.month > b.month || (a.month === b.month && a.day > b.day);

/** The months a range touches. One without a year may run over New Year. */
export const monthParts = ({ from, to }: DateRange): readonly MonthPart[] => {
  if (from.year === undefined || to.year === undefined) {
    if (!isAfter(from, to)) return withinYear(from, to, undefined);
    return [...withinYear(from, newYearsEve, undefined), ...withinYear(newYear, to, undefined)];
  }
  const first = from.year;
  const last = to.year;
  return Array.from({ length: last - first + 1 }, (_, i) => first + i).flatMap((year) =>
    withinYear(year === first ? from : newYear, year === last ? to : newYearsEve, year),
  );
};

/** Do two parts share a day in some year? */
export const overlap = (a: MonthPart, b: MonthPart): boolean =>
  a.month === b.month && a.from <= b.to && b.from <= a.to && (a.year === undefined || b.year === undefined || a.year === b.year);
