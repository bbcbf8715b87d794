import { type DateRange, type MinuteRange, type Schedule, weekdays } from '../../src/model/schedule.ts';

/** A minute of the calendar, in the zone of whatever is asked about it. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: (typeof weekdays)[number];
  readonly minute: number;
}

export const momentOf = (epochDay: number, minute: number): Moment => {
  const date = new Date(epochDay * 86_400_000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: weekdays[(date.getUTCDay() + 6) % 7] ?? 'monday',
    minute,
  };
};

const inRange = (at: Moment, { from, to }: DateRange): boolean => {
  const isYearly = from.year === undefined || to.year === undefined;
  const number = (year: number, month: number, day: number) => (isYearly ? 0 : year * 10_000) + month * 100 + day;
  const now = number(at.year, at.month, at.day);
  const first = number(from.year ?? 0, from.month, from.day);
  const last = number(to.year ?? 0, to.month, to.day);
  return first <= last ? now >= first && now <= last : now >= first || now <= last;
};

const inMinutes = (ranges: readonly MinuteRange[], minute: number): boolean => ranges.some(({ from, to }) => minute >= from && minute < to);

/** The meaning of a schedule, straight from the words of the model. */
export const isActive = ({ rules, exceptions }: Schedule, at: Moment): boolean => {
  const special = exceptions.filter(({ dates }) => dates.some((range) => inRange(at, range)));
  if (special.length > 0) return special.some(({ ranges }) => inMinutes(ranges, at.minute));
  return rules.some(
    ({ days, ranges, months, dates }) =>
      days.includes(at.weekday) &&
      inMinutes(ranges, at.minute) &&
      (months?.includes(at.month) ?? true) &&
      (dates?.some((range) => inRange(at, range)) ?? true),
  );
};

/** An interval as Alertmanager's file has it. */
export interface WrittenInterval {
  readonly times?: readonly { readonly start_time: string; readonly end_time: string }[];
  readonly weekdays?: readonly string[];
  readonly days_of_month?: readonly string[];
  readonly months?: readonly string[];
  readonly years?: readonly string[];
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const spans = (list: readonly string[] | undefined, value: number): boolean =>
  list?.some((text) => {
    const [from = 0, to = from] = text.split(':').map(Number);
    return value >= from && value <= to;
  }) ?? true;

/** The meaning of an interval, as Alertmanager documents it: every field that is there must hold. */
export const isWithin = (interval: WrittenInterval, at: Moment): boolean =>
  (interval.times?.some(({ start_time, end_time }) => at.minute >= minutesOf(start_time) && at.minute < minutesOf(end_time)) ?? true) &&
  (interval.weekdays?.includes(at.weekday) ?? true) &&
  spans(interval.days_of_month, at.day) &&
  spans(interval.months, at.month) &&
  spans(interval.years, at.year);
