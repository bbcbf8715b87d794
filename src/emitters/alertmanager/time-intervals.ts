import {
  type DateRange,
  type MinuteRange,
  type Schedule,
  type ScheduleException,
  type ScheduleRule,
  weekdays,
} from '../../model/schedule.ts';
import type { YamlMap } from '../yaml-writer.ts';
import { type MonthPart, monthParts, overlap } from './calendar.ts';

/** The intervals a route names: it is silent outside `active` and during `mute`. */
export interface TimeIntervals {
  readonly active: string;
  readonly mute?: string;
  readonly definitions: readonly YamlMap[];
}

const wholeDay = 1440;

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const isWholeDay = (ranges: readonly MinuteRange[]): boolean => ranges.some(({ from, to }) => from === 0 && to === wholeDay);

const times = (ranges: readonly MinuteRange[]): YamlMap['times'] =>
  isWholeDay(ranges) ? undefined : ranges.map(({ from, to }) => ({ start_time: clock(from), end_time: clock(to) }));

/** What is left of a day. */
const complement = (ranges: readonly MinuteRange[]): readonly MinuteRange[] => {
  const gaps: MinuteRange[] = [];
  let at = 0;
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    if (from > at) gaps.push({ from: at, to: from });
    at = Math.max(at, to);
  }
  return at < wholeDay ? [...gaps, { from: at, to: wholeDay }] : gaps;
};

const locationOf = ({ zone }: Schedule): string | undefined => (zone === 'UTC' ? undefined : zone);

const isWholeMonth = ({ from, to }: MonthPart): boolean => from === 1 && to === 31;

const daysOf = ({ from, to }: MonthPart): string => (from === to ? String(from) : `${from}:${to}`);

const datesOf = (part: MonthPart, months: readonly number[]): YamlMap => ({
  days_of_month: isWholeMonth(part) ? undefined : [daysOf(part)],
  months: months.length === 12 ? undefined : months.map(String),
  years: part.year === undefined ? undefined : [String(part.year)],
});

/** One interval for the whole months of each year, and one for each month that is not whole. */
const dateIntervals = (parts: readonly MonthPart[]): readonly YamlMap[] => {
  const whole = parts.filter(isWholeMonth);
  const years = [...new Set(whole.map(({ year }) => year))];
  return [
    ...parts.filter((part) => !isWholeMonth(part)).map((part) => datesOf(part, [part.month])),
    ...years.flatMap((year) => {
      const [first, ...rest] = whole.filter((part) => part.year === year);
      return first === undefined
        ? []
        : [
            datesOf(
              first,
              [...new Set([first, ...rest].map(({ month }) => month))].sort((a, b) => a - b),
            ),
          ];
    }),
  ];
};

const partsOf = (dates: readonly DateRange[]): readonly MonthPart[] => dates.flatMap(monthParts);

const ruleIntervals = (rule: ScheduleRule, schedule: Schedule): readonly YamlMap[] => {
  if (rule.days.length === 0 || rule.ranges.length === 0) return [];
  const common = {
    times: times(rule.ranges),
    weekdays: rule.days.length === weekdays.length ? undefined : weekdays.filter((day) => rule.days.includes(day)),
  };
  const location = locationOf(schedule);
  if (rule.dates === undefined) return [{ ...common, months: rule.months?.map(String), location }];
  const parts = partsOf(rule.dates).filter(({ month }) => rule.months === undefined || rule.months.includes(month));
  return dateIntervals(parts).map((dates) => ({ ...common, ...dates, location }));
};

const onDates = ({ dates }: ScheduleException, ranges: readonly MinuteRange[], schedule: Schedule): readonly YamlMap[] =>
  ranges.length === 0
    ? []
    : dateIntervals(partsOf(dates)).map((each) => ({ times: times(ranges), ...each, location: locationOf(schedule) }));

/** Every hour of every day, spelled out: an interval without any field would leave the reader guessing. */
const always: YamlMap = { times: [{ start_time: '00:00', end_time: '24:00' }] };
const withoutNothing = (interval: YamlMap): YamlMap => (Object.values(interval).every((value) => value === undefined) ? always : interval);

/** Two exceptions on one day: which of them counts cannot be told apart by adding and taking away. */
export const exceptionsOverlap = ({ exceptions }: Schedule): boolean =>
  exceptions.some((one, i) =>
    exceptions.slice(i + 1).some((other) => partsOf(one.dates).some((a) => partsOf(other.dates).some((b) => overlap(a, b)))),
  );

/** A schedule as intervals: the rules and the hours of exceptions are active, the rest of the days of exceptions is muted. */
export const timeIntervals = (schedule: Schedule): TimeIntervals => {
  const { id, rules, exceptions } = schedule;
  const active = [
    ...rules.flatMap((rule) => ruleIntervals(rule, schedule)),
    ...exceptions.flatMap((one) => onDates(one, one.ranges, schedule)),
  ].map(withoutNothing);
  const mute = exceptions.flatMap((one) => onDates(one, complement(one.ranges), schedule));
  // An id has no blank, so that no schedule can be called this.
  const muteName = `${id} exceptions`;
  const definitions = [{ name: id, time_intervals: active }, ...(mute.length === 0 ? [] : [{ name: muteName, time_intervals: mute }])];
  return { active: id, ...(mute.length === 0 ? {} : { mute: muteName }), definitions };
};
