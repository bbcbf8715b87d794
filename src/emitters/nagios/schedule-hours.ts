import {
  type CalendarDay,
  type DateRange,
  type MinuteRange,
  type Schedule,
  type ScheduleRule,
  type Weekday,
  weekdays,
} from '../../model/schedule.ts';

/** Minute ranges of one day as Nagios writes them, sorted and merged: `09:00-17:30,20:00-24:00`; empty for never. */
export type Hours = string;

const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

export const hoursOf = (ranges: readonly MinuteRange[]): Hours => {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged.map(({ from, to }) => `${clock(from)}-${clock(to)}`).join(',');
};

const ordinal = ({ year, month, day }: CalendarDay): number => ((year ?? 0) * 12 + month - 1) * 31 + day - 1;

/** A day of every year when `year` is absent: dates with a year then do not count. */
const covers = ({ from, to }: DateRange, date: CalendarDay): boolean => {
  if (from.year !== undefined) return date.year !== undefined && ordinal(date) >= ordinal(from) && ordinal(date) <= ordinal(to);
  const at = ordinal({ month: date.month, day: date.day });
  const [first, last] = [ordinal({ month: from.month, day: from.day }), ordinal({ month: to.month, day: to.day })];
  return first <= last ? at >= first && at <= last : at >= first || at <= last;
};

const holds = ({ days, months, dates }: ScheduleRule, weekday: Weekday, date: CalendarDay): boolean =>
  days.includes(weekday) && (months?.includes(date.month) ?? true) && (dates?.some((range) => covers(range, date)) ?? true);

/** The hours of a schedule on a day: what an exception says, or all rules together. */
export const hoursOn = ({ rules, exceptions }: Schedule, weekday: Weekday, date: CalendarDay): Hours => {
  const excepted = exceptions.filter(({ dates }) => dates.some((range) => covers(range, date)));
  if (excepted.length > 0) return hoursOf(excepted.flatMap(({ ranges }) => ranges));
  return hoursOf(rules.filter((rule) => holds(rule, weekday, date)).flatMap(({ ranges }) => ranges));
};

/** Hours by weekday, Monday first, on a day of every year. */
export type Week = readonly Hours[];

export const weekOn = (schedule: Schedule, month: number, day: number): Week =>
  weekdays.map((weekday) => hoursOn(schedule, weekday, { month, day }));

const longestRange = 1000;

const nextDay = ({ year = 0, month, day }: CalendarDay): CalendarDay => {
  const next = new Date(Date.UTC(year, month - 1, day + 1));
  return { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() };
};

export const weekdayOf = ({ year = 0, month, day }: CalendarDay): Weekday =>
  weekdays[(new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7] ?? 'monday';

const daysOf = ({ from, to }: DateRange): readonly CalendarDay[] => {
  const days: CalendarDay[] = [];
  for (let day = from; ordinal(day) <= ordinal(to) && days.length <= longestRange; day = nextDay(day)) days.push(day);
  return days;
};

/** Every day that a rule or exception names with its year, in order; undefined when there are too many to list. */
export const namedDays = ({ rules, exceptions }: Schedule): readonly CalendarDay[] | undefined => {
  const ranges = [...rules.flatMap(({ dates }) => dates ?? []), ...exceptions.flatMap(({ dates }) => dates)];
  const byOrdinal = new Map<number, CalendarDay>();
  for (const range of ranges.filter(({ from }) => from.year !== undefined)) {
    for (const day of daysOf(range)) byOrdinal.set(ordinal(day), day);
    if (byOrdinal.size > longestRange) return undefined;
  }
  return [...byOrdinal.entries()].sort(([a], [b]) => a - b).map(([, day]) => day);
};
