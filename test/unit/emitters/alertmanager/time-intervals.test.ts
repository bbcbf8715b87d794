import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printNamedInterval } from '../../../../src/emitters/alertmanager/print-interval.ts';
import { timeIntervals } from '../../../../src/emitters/alertmanager/time-intervals.ts';
import { type Schedule, weekdays } from '../../../../src/model/schedule.ts';
import { isActive, isWithin, type Moment, momentOf, type WrittenInterval } from '../../../support/moments.ts';
import { schedules } from '../../../support/schedule-arbitrary.ts';

/** Both intervals as the file has them. */
const printed = (schedule: Schedule) => {
  const { active, mute } = timeIntervals(schedule);
  const listOf = (named: typeof mute): readonly WrittenInterval[] =>
    named === undefined ? [] : (JSON.parse(JSON.stringify(printNamedInterval(named)))['time_intervals'] as readonly WrittenInterval[]);
  return { active: listOf(active), mute: listOf(mute) };
};

const isTold = ({ active, mute }: ReturnType<typeof printed>, at: Moment): boolean =>
  active.some((one) => isWithin(one, at)) && !mute.some((one) => isWithin(one, at));

const moments = fc
  .tuple(fc.integer({ min: 20_454, max: 21_915 }), fc.integer({ min: 0, max: 1439 }))
  .map(([date, minute]) => momentOf(date, minute));

test('intervals hold exactly when the schedule does, on days of several exceptions too', () => {
  fc.assert(
    fc.property(schedules, fc.array(moments, { minLength: 20, maxLength: 20 }), (schedule, times) => {
      const intervals = printed(schedule);
      expect(times.filter((at) => isTold(intervals, at) !== isActive(schedule, at))).toEqual([]);
    }),
    { numRuns: 600 },
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
