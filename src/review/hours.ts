import { compareText } from '../base/compare.ts';
import { type MinuteRange, type Schedule, type ScheduleRule, type Weekday, weekdays } from '../model/schedule.ts';
import { combine, type Relation, relationOf } from './relation.ts';

/** Minutes of a week, Monday 00:00 first, as disjoint ranges in order. */
export type WeekRanges = readonly MinuteRange[];

const minutesPerDay = 1440;

const merged = (ranges: readonly MinuteRange[]): WeekRanges => {
  const result: MinuteRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last === undefined || range.from > last.to) result.push(range);
    else result[result.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
  }
  return result;
};

const ofDay = (day: Weekday, { ranges }: ScheduleRule): readonly MinuteRange[] => {
  const start = weekdays.indexOf(day) * minutesPerDay;
  return ranges.map(({ from, to }) => ({ from: start + from, to: start + to }));
};

/** The minutes of an ordinary week in which rules hold that ask for no month or date. */
export const weekOf = (rules: readonly ScheduleRule[]): WeekRanges =>
  merged(rules.flatMap((rule) => rule.days.flatMap((day) => ofDay(day, rule))));

const covers = (whole: WeekRanges, part: WeekRanges): boolean =>
  part.every(({ from, to }) => whole.some((range) => range.from <= from && to <= range.to));

const isSeasonal = ({ months, dates }: ScheduleRule): boolean => months !== undefined || dates !== undefined;

/** The parts of a schedule that an ordinary week does not show; compared as text, since they are equal or they are not. */
const special = ({ zone, rules, exceptions }: Schedule): string =>
  JSON.stringify([
    zone,
    rules
      .filter(isSeasonal)
      .map((rule) => JSON.stringify(rule))
      .toSorted(compareText),
    exceptions.map(({ dates, ranges }) => ({ dates, ranges })),
  ]);

/**
 * How the hours in which somebody is told have changed. Undefined stands for always. Other zones, seasons or exceptions cannot be
 * ordered by a week: they count as both more and less, unless one side is always.
 */
export const compareHours = (before: Schedule | undefined, after: Schedule | undefined): Relation => {
  if (before === after) return 'same';
  if (before === undefined || after === undefined) return before === undefined ? 'less' : 'more';
  const [old, now] = [before, after].map(({ rules }) => weekOf(rules.filter((rule) => !isSeasonal(rule))));
  const week = relationOf(covers(now ?? [], old ?? []), covers(old ?? [], now ?? []));
  return special(before) === special(after) ? week : combine([week, 'more', 'less']);
};
