import { expect, test } from 'vitest';
import { periodOf } from '../../../../src/emitters/nagios/periods.ts';
import { type Schedule, type ScheduleRule, type Weekday, weekdays } from '../../../../src/model/schedule.ts';

const workdays: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const day = { from: 540, to: 1050 };
const schedule = (rules: readonly ScheduleRule[], exceptions: Schedule['exceptions'] = []): Schedule => ({
  id: 's',
  why: 'w',
  zone: 'UTC',
  rules,
  exceptions,
});

const linesOf = (given: Schedule): readonly string[] => {
  const period = periodOf(given);
  if (period.kind === 'none') return [`none: ${period.why}`];
  return [...period.lines.map(({ days, hours }) => `${days} ${hours}`), ...period.never.map(({ days }) => `never ${days}`)];
};

test('merges the rules of a weekday into one line', () => {
  const night = {
    days: weekdays,
    ranges: [
      { from: 1320, to: 1440 },
      { from: 0, to: 360 },
    ],
  };
  expect(linesOf(schedule([night, { days: ['monday'], ranges: [{ from: 300, to: 420 }] }])).slice(0, 2)).toEqual([
    'monday 00:00-07:00,22:00-24:00',
    'tuesday 00:00-06:00,22:00-24:00',
  ]);
});

test('takes days without hours out, within each year', () => {
  const holidays = { dates: [{ from: { month: 12, day: 24 }, to: { month: 1, day: 1 } }], ranges: [] };
  expect(linesOf(schedule([{ days: workdays, ranges: [day] }], [holidays])).slice(-2)).toEqual([
    'never january 1',
    'never december 24 - december -1',
  ]);
});

test('says months of which every weekday is alike', () => {
  expect(linesOf(schedule([{ days: weekdays, ranges: [day], months: [2] }]))).toContain('february 1 - february -1 09:00-17:30');
  expect(linesOf(schedule([{ days: workdays, ranges: [day], months: [2] }]))).toContain('never march 1 - march -1');
});

test('says a date with its year by the weekday it falls on, together with the rules', () => {
  const rules = [
    { days: workdays, ranges: [day] },
    {
      days: weekdays,
      ranges: [{ from: 1200, to: 1260 }],
      dates: [{ from: { year: 2027, month: 1, day: 1 }, to: { year: 2027, month: 1, day: 2 } }],
    },
  ];
  expect(linesOf(schedule(rules)).slice(-2)).toEqual(['2027-01-01 09:00-17:30,20:00-21:00', '2027-01-02 20:00-21:00']);
});

test('refuses two weeks in one year, a lone 29 February, and a day that comes back', () => {
  const half = { days: workdays, ranges: [day], months: [1, 2, 3] };
  const other = { days: ['saturday'] as const, ranges: [day], months: [4, 5] };
  expect(linesOf(schedule([half, other]))[0]).toMatch(/^none: its weeks differ/);
  const leap = { dates: [{ from: { month: 2, day: 29 }, to: { month: 2, day: 29 } }], ranges: [] };
  expect(linesOf(schedule([{ days: workdays, ranges: [day] }], [leap]))[0]).toMatch(/^none: Nagios takes 29 February/);
});
