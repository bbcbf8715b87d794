import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printNamedInterval } from '../../../../src/emitters/alertmanager/print-interval.ts';
import { timeIntervals } from '../../../../src/emitters/alertmanager/time-intervals.ts';
import { type DateRange, type MinuteRange, type Schedule, weekdays } from '../../../../src/model/schedule.ts';

interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: (typeof weekdays)[number];
  readonly minute: number;
}

const momentOf = (epochDay: number, minute: number): Moment => {
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
  const yearly = from.year === undefined || to.year === undefined;
  const number = (year: number, month: number, day: number) => (yearly ? 0 : year * 10_000) + month * 100 + day;
  const now = number(at.year, at.month, at.day);
  const first = number(from.year ?? 0, from.month, from.day);
  const last = number(to.year ?? 0, to.month, to.day);
  return first <= last ? now >= first && now <= last : now >= first || now <= last;
};

const inMinutes = (ranges: readonly MinuteRange[], minute: number): boolean => ranges.some(({ from, to }) => minute >= from && minute < to);

/** The meaning of a schedule, straight from the words of the model. */
const isActive = ({ rules, exceptions }: Schedule, at: Moment): boolean => {
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

interface Interval {
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
const holds = (interval: Interval, at: Moment): boolean =>
  (interval.times?.some(({ start_time, end_time }) => at.minute >= minutesOf(start_time) && at.minute < minutesOf(end_time)) ?? true) &&
  (interval.weekdays?.includes(at.weekday) ?? true) &&
  spans(interval.days_of_month, at.day) &&
  spans(interval.months, at.month) &&
  spans(interval.years, at.year);

/** Both intervals as the file has them. */
const printed = (schedule: Schedule) => {
  const { active, mute } = timeIntervals(schedule);
  const listOf = (named: typeof mute): readonly Interval[] =>
    named === undefined ? [] : (JSON.parse(JSON.stringify(printNamedInterval(named)))['time_intervals'] as readonly Interval[]);
  return { active: listOf(active), mute: listOf(mute) };
};

const isTold = ({ active, mute }: ReturnType<typeof printed>, at: Moment): boolean =>
  active.some((one) => holds(one, at)) && !mute.some((one) => holds(one, at));

const ranges = fc
  .uniqueArray(fc.integer({ min: 0, max: 48 }), { minLength: 2, maxLength: 4 })
  .map((cuts) => cuts.map((cut) => cut * 30).sort((a, b) => a - b))
  .map((cuts): readonly MinuteRange[] =>
    cuts.flatMap((from, i) => (i % 2 === 0 && cuts[i + 1] !== undefined ? [{ from, to: cuts[i + 1] ?? 1440 }] : [])),
  );

const day = fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) });
const yearly: fc.Arbitrary<DateRange> = fc.record({ from: day, to: day });
const dated: fc.Arbitrary<DateRange> = fc
  .tuple(day, day, fc.integer({ min: 2026, max: 2028 }), fc.integer({ min: 0, max: 2 }))
  .map(([a, b, year, more]) => {
    const [from, to] = a.month * 100 + a.day <= b.month * 100 + b.day ? [a, b] : [b, a];
    return { from: { ...from, year }, to: { ...to, year: year + more } };
  });
const dates = fc.array(fc.oneof(yearly, dated), { minLength: 1, maxLength: 2 });

const schedules: fc.Arbitrary<Schedule> = fc.record({
  id: fc.constant('hours'),
  why: fc.constant('because'),
  zone: fc.constant('UTC'),
  rules: fc.array(
    fc
      .tuple(
        fc.uniqueArray(fc.constantFrom(...weekdays), { maxLength: 7 }),
        fc.oneof(ranges, fc.constant([{ from: 0, to: 1440 }])),
        fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 12 }), { nil: undefined }),
        fc.option(dates, { nil: undefined }),
      )
      .map(([days, hours, months, when]) => ({
        days,
        ranges: hours,
        ...(months && { months: months.sort((a, b) => a - b) }),
        ...(when && { dates: when }),
      })),
    { maxLength: 3 },
  ),
  exceptions: fc.array(fc.record({ dates, ranges: fc.oneof(ranges, fc.constant([])) }), { maxLength: 2 }),
});

const moments = fc
  .tuple(fc.integer({ min: 20_454, max: 21_915 }), fc.integer({ min: 0, max: 1439 }))
  .map(([date, minute]) => momentOf(date, minute));

test('intervals hold exactly when the schedule does, on days of several exceptions too', () => {
  fc.assert(
    fc.property(schedules, fc.array(moments, { minLength: 20, maxLength: 20 }), (schedule, times) => {
      const intervals = printed(schedule);
      for (const at of times) expect(isTold(intervals, at), JSON.stringify(at)).toBe(isActive(schedule, at));
    }),
    { numRuns: 1000 },
  );
});

const day25 = { month: 12, day: 25 };

test('exceptions that share a day of one year leave the other years alone', () => {
  const schedule: Schedule = {
    id: 'hours',
    why: 'because',
    zone: 'UTC',
    rules: [{ days: [...weekdays], ranges: [{ from: 0, to: 1440 }] }],
    exceptions: [
      { dates: [{ from: day25, to: day25 }], ranges: [] },
      { dates: [{ from: { ...day25, year: 2027 }, to: { ...day25, year: 2027 } }], ranges: [{ from: 600, to: 720 }] },
    ],
  };
  expect(printed(schedule).mute).toEqual([
    { days_of_month: ['25'], months: ['12'], years: ['1:2026', '2028:9999'] },
    {
      times: [
        { start_time: '00:00', end_time: '10:00' },
        { start_time: '12:00', end_time: '24:00' },
      ],
      days_of_month: ['25'],
      months: ['12'],
      years: ['2027'],
    },
  ]);
});

test('whole months and years are named as such', () => {
  const schedule: Schedule = {
    id: 'hours',
    why: 'because',
    zone: 'Europe/Berlin',
    rules: [
      {
        days: [...weekdays],
        ranges: [{ from: 0, to: 1440 }],
        dates: [{ from: { year: 2026, month: 11, day: 3 }, to: { year: 2028, month: 2, day: 1 } }],
      },
    ],
    exceptions: [],
  };
  const berlin = { location: 'Europe/Berlin' };
  expect(printed(schedule).active).toEqual([
    { days_of_month: ['3:31'], months: ['11'], years: ['2026'], ...berlin },
    { days_of_month: ['1'], months: ['2'], years: ['2028'], ...berlin },
    { months: ['12'], years: ['2026'], ...berlin },
    { years: ['2027'], ...berlin },
    { months: ['1'], years: ['2028'], ...berlin },
  ]);
});

test('a schedule that never holds has no active interval', () => {
  const never: Schedule = {
    id: 'never',
    why: 'because',
    zone: 'UTC',
    rules: [{ days: [], ranges: [{ from: 0, to: 60 }] }],
    exceptions: [],
  };
  expect(timeIntervals(never)).toEqual({ active: { name: 'never', intervals: [] } });
});
