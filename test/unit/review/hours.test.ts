import { expect, test } from 'vitest';
import type { Schedule, ScheduleRule, Weekday } from '../../../src/model/schedule.ts';
import { weekdays } from '../../../src/model/schedule.ts';
import { compareHours, weekOf } from '../../../src/review/hours.ts';

const rule = (days: readonly Weekday[], from: number, to: number, more: Partial<ScheduleRule> = {}): ScheduleRule => ({
  days,
  ranges: [{ from: from * 60, to: to * 60 }],
  ...more,
});
const schedule = (rules: readonly ScheduleRule[], more: Partial<Schedule> = {}): Schedule => ({
  id: 'desk',
  why: 'The desk.',
  zone: 'UTC',
  rules,
  exceptions: [],
  ...more,
});

const workdays = weekdays.slice(0, 5);
const desk = schedule([rule(workdays, 9, 17)]);

test('more hours are more, fewer are less, others are both', () => {
  expect(compareHours(desk, schedule([rule(workdays, 8, 17)]))).toBe('more');
  expect(compareHours(desk, schedule([rule(workdays, 9, 16)]))).toBe('less');
  expect(compareHours(desk, schedule([rule(workdays, 8, 16)]))).toBe('both');
  expect(compareHours(desk, schedule([rule(weekdays, 9, 17)]))).toBe('more');
});

test('the same hours in other words are the same', () => {
  const parts = schedule([rule(workdays, 12, 17), ...workdays.map((day) => rule([day], 9, 13))], { id: 'other', why: 'Another.' });
  expect(compareHours(desk, parts)).toBe('same');
  expect(weekOf(parts.rules)).toEqual(weekOf(desk.rules));
});

test('without a schedule it is always', () => {
  expect(compareHours(undefined, undefined)).toBe('same');
  expect(compareHours(undefined, desk)).toBe('less');
  expect(compareHours(desk, undefined)).toBe('more');
});

test('no hours at all are less than any', () => {
  expect(compareHours(desk, schedule([]))).toBe('less');
  expect(compareHours(schedule([]), desk)).toBe('more');
});

test('hours of another zone can be neither more nor less', () => {
  expect(compareHours(desk, { ...desk, zone: 'Europe/Berlin' })).toBe('both');
});

test('seasons and dates that differ can be neither more nor less, even where the ordinary week grows', () => {
  const summer = rule(weekdays, 0, 24, { months: [6, 7, 8] });
  expect(compareHours(desk, schedule([...desk.rules, summer]))).toBe('both');
  expect(compareHours(schedule([...desk.rules, summer]), schedule([rule(workdays, 8, 18), { ...summer, months: [7] }]))).toBe('both');
});

test('the same season beside a week that grows is more', () => {
  const summer = rule(weekdays, 0, 24, { months: [6, 7, 8] });
  expect(compareHours(schedule([...desk.rules, summer]), schedule([summer, rule(workdays, 8, 17)]))).toBe('more');
});

test('exceptions count by their days and hours, not by their reasons', () => {
  const day = { from: { month: 12, day: 25 }, to: { month: 12, day: 26 } };
  const off = { ...desk, exceptions: [{ dates: [day], ranges: [], why: 'Nobody is here.' }] };
  expect(compareHours(off, { ...off, exceptions: [{ dates: [day], ranges: [], why: 'Holidays.' }] })).toBe('same');
  expect(compareHours(desk, off)).toBe('both');
  expect(compareHours(off, { ...off, exceptions: [{ dates: [day], ranges: [{ from: 0, to: 60 }] }] })).toBe('both');
});
