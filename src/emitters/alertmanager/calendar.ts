import type { CalendarDay, DateRange } from '../../model/schedule.ts';

/** Years, inclusive. */
export interface Years {
  readonly from: number;
  readonly to: number;
}

/** Days of one month, inclusive, in some years or in every year. */
export interface MonthPart {
  readonly years?: readonly Years[];
  readonly month: number;
  readonly from: number;
  readonly to: number;
}

export const lastDay = 31;

/** Months from `from` to `to` of one year, each with its days. A `to` beyond a month's end is cut off by Alertmanager. */
const withinYear = (from: CalendarDay, to: CalendarDay, year: number | undefined): readonly MonthPart[] =>
  Array.from({ length: to.month - from.month + 1 }, (_, i) => from.month + i).map((month) => ({
    ...(year === undefined ? {} : { years: [{ from: year, to: year }] }),
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

/** Years before and after those that anybody names. */
const earliest = 1;
const latest = 9999;

const without = (named: readonly number[]): readonly Years[] => {
  const gaps: Years[] = [];
  let at = earliest;
  for (const year of named) {
    if (year > at) gaps.push({ from: at, to: year - 1 });
    at = year + 1;
  }
  return [...gaps, { from: at, to: latest }];
};

/** A part with what counts on it. */
export interface Dated<T> {
  readonly part: MonthPart;
  readonly value: T;
}

const segments = <T>(some: readonly Dated<T>[], where: Omit<MonthPart, 'from' | 'to'>): readonly Dated<readonly T[]>[] => {
  const cuts = [...new Set(some.flatMap(({ part }) => [part.from, part.to + 1]))].sort((a, b) => a - b);
  return cuts.slice(0, -1).flatMap((from, i) => {
    const to = (cuts[i + 1] ?? from) - 1;
    const values = some.filter(({ part }) => part.from <= from && to <= part.to).map(({ value }) => value);
    return values.length === 0 ? [] : [{ part: { ...where, from, to }, value: values }];
  });
};

const yearOf = ({ years }: MonthPart): number | undefined => years?.[0]?.from;

/** Parts that may share days, cut into parts that share none: each with the values of all that cover it. */
export const disjoint = <T>(parts: readonly Dated<T>[]): readonly Dated<readonly T[]>[] =>
  [...new Set(parts.map(({ part }) => part.month))]
    .sort((a, b) => a - b)
    .flatMap((month) => {
      const here = parts.filter(({ part }) => part.month === month);
      const named = [...new Set(here.flatMap(({ part }) => yearOf(part) ?? []))].sort((a, b) => a - b);
      const yearly = here.filter(({ part }) => part.years === undefined);
      const rest = named.length === 0 ? {} : { years: without(named) };
      return [
        ...segments(yearly, { month, ...rest }),
        ...named.flatMap((year) => {
          const some = here.filter(({ part }) => part.years === undefined || yearOf(part) === year);
          return segments(some, { month, years: [{ from: year, to: year }] });
        }),
      ];
    });
