import {
  type MinuteRange,
  type Schedule,
  type ScheduleException,
  type ScheduleRule,
  type Weekday,
  weekdays,
} from '../../model/schedule.ts';
import { disjoint, lastDay, type MonthPart, monthParts, type Years } from './calendar.ts';
import { groupBy } from './grouping.ts';
import { complement, isWholeDay, merged } from './minutes.ts';

/** An interval of Alertmanager: every field that is there must hold, one item of each list is enough. */
export interface Interval {
  readonly times?: readonly MinuteRange[];
  readonly weekdays?: readonly Weekday[];
  readonly daysOfMonth?: { readonly from: number; readonly to: number };
  readonly months?: readonly number[];
  readonly years?: readonly Years[];
  /** IANA zone; UTC when left out. */
  readonly location?: string;
}

export interface NamedInterval {
  readonly name: string;
  readonly intervals: readonly Interval[];
}

/** The intervals a route names: it is silent outside of `active` and during `mute`. */
export interface TimeIntervals {
  readonly active: NamedInterval;
  readonly mute?: NamedInterval;
}

const timesOf = (ranges: readonly MinuteRange[]): Pick<Interval, 'times'> => (isWholeDay(ranges) ? {} : { times: ranges });

const place = ({ zone }: Schedule): Pick<Interval, 'location'> => (zone === 'UTC' ? {} : { location: zone });

const isWholeMonth = ({ from, to }: MonthPart): boolean => from === 1 && to === lastDay;

const datesOf = (part: MonthPart, months: readonly number[]): Interval => ({
  ...(isWholeMonth(part) ? {} : { daysOfMonth: { from: part.from, to: part.to } }),
  ...(months.length === 12 ? {} : { months }),
  ...(part.years === undefined ? {} : { years: part.years }),
});

const yearsKey = ({ years = [] }: MonthPart): string => years.map(({ from, to }) => `${from}:${to}`).join();

const sortedNumbers = (numbers: Iterable<number>): readonly number[] => [...new Set(numbers)].sort((a, b) => a - b);

/** One interval for the whole months of the same years, and one for each month that is not whole. */
const dateIntervals = (parts: readonly MonthPart[]): readonly Interval[] => {
  const whole = groupBy(parts.filter(isWholeMonth), yearsKey);
  return [
    ...parts.filter((part) => !isWholeMonth(part)).map((part) => datesOf(part, [part.month])),
    ...[...whole.values()].flatMap(([first, ...rest]) =>
      first === undefined ? [] : [datesOf(first, sortedNumbers([first, ...rest].map(({ month }) => month)))],
    ),
  ];
};

const ruleIntervals = (rule: ScheduleRule, schedule: Schedule): readonly Interval[] => {
  if (rule.days.length === 0 || rule.ranges.length === 0) return [];
  const common = {
    ...timesOf(rule.ranges),
    ...(rule.days.length === weekdays.length ? {} : { weekdays: weekdays.filter((day) => rule.days.includes(day)) }),
    ...place(schedule),
  };
  const { months, dates } = rule;
  if (dates === undefined) return [{ ...common, ...(months === undefined ? {} : { months }) }];
  const parts = dates.flatMap(monthParts).filter(({ month }) => months === undefined || months.includes(month));
  return dateIntervals(parts).map((each) => ({ ...common, ...each }));
};

interface SpecialDays {
  readonly parts: readonly MonthPart[];
  readonly ranges: readonly MinuteRange[];
}

const rangesKey = (ranges: readonly MinuteRange[]): string => ranges.map(({ from, to }) => `${from}-${to}`).join();

/** Days of exceptions, each once: where two share a day, the hours of both count. */
const specialDays = (exceptions: readonly ScheduleException[]): readonly SpecialDays[] => {
  const dated = exceptions.flatMap(({ dates, ranges }) => dates.flatMap(monthParts).map((part) => ({ part, value: ranges })));
  const days = disjoint(dated).map(({ part, value }) => ({ part, ranges: merged(value.flat()) }));
  return [...groupBy(days, ({ ranges }) => rangesKey(ranges)).values()].map((same) => ({
    parts: same.map(({ part }) => part),
    ranges: same[0]?.ranges ?? [],
  }));
};

const onDays = (parts: readonly MonthPart[], ranges: readonly MinuteRange[], schedule: Schedule): readonly Interval[] =>
  ranges.length === 0 ? [] : dateIntervals(parts).map((each) => ({ ...timesOf(ranges), ...each, ...place(schedule) }));

/** A schedule as intervals: the rules and the hours of exceptions are active, the rest of the days of exceptions is muted. */
export const timeIntervals = (schedule: Schedule): TimeIntervals => {
  const { id, rules, exceptions } = schedule;
  const special = specialDays(exceptions);
  const active = [
    ...rules.flatMap((rule) => ruleIntervals(rule, schedule)),
    ...special.flatMap(({ parts, ranges }) => onDays(parts, ranges, schedule)),
  ];
  const mute = special.flatMap(({ parts, ranges }) => onDays(parts, complement(ranges), schedule));
  // An id has no blank, so that no schedule can be called this.
  return { active: { name: id, intervals: active }, ...(mute.length === 0 ? {} : { mute: { name: `${id} exceptions`, intervals: mute } }) };
};
