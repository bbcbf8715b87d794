import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  changesClocks,
  instantIn,
  instantOf,
  isDuring,
  isWithin,
  momentAt,
  nextBeginning,
  parseTime,
  printMoment,
} from '../../../src/model/moment.ts';
import type { Schedule } from '../../../src/model/schedule.ts';
import { isActive, momentOf } from '../../support/moments.ts';
import { schedules } from '../../support/schedule-arbitrary.ts';

const office: Schedule = {
  id: 'office',
  why: 'Somebody is there.',
  zone: 'America/New_York',
  rules: [{ days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], ranges: [{ from: 9 * 60, to: 18 * 60 }] }],
  exceptions: [
    { dates: [{ from: { month: 12, day: 24 }, to: { month: 1, day: 2 } }], ranges: [] },
    { dates: [{ from: { year: 2026, month: 11, day: 26 }, to: { year: 2026, month: 11, day: 27 } }], ranges: [{ from: 600, to: 660 }] },
  ],
};

test.each([
  ['2026-11-25T03:00', false],
  ['2026-11-25T09:00', true],
  ['2026-11-25T17:59', true],
  ['2026-11-25T18:00', false],
  ['2026-11-25T14:00Z', true],
  ['2026-11-25T13:59Z', false],
  ['2026-07-01T13:00Z', true],
  ['2026-11-25T15:30+01:30', true],
  ['2026-11-26T09:30', false],
  ['2026-11-26T10:30', true],
  ['2026-12-31T10:00', false],
  ['2027-01-04T10:00', true],
  ['2026-11-28T10:00', false],
])('%s lies in office hours: %s', (text, expected) => {
  const time = parseTime(text);
  expect(time && isWithin(office, instantIn(time, office.zone))).toBe(expected);
});

test.each(['noon', '2026-02-30T03:00', '2026-13-01T03:00', '2026-11-25T24:00', '2026-11-25', '2026-11-25T03:60', '2026-11-25T03:00+25:00'])(
  '%s is no time',
  (text) => {
    expect(parseTime(text)).toBeUndefined();
  },
);

test('an hour that clocks skip counts as the one after it, and one that comes twice as its first', () => {
  const shown = (text: string): string => {
    const time = parseTime(text);
    return time === undefined ? '' : new Date(instantIn(time, 'America/New_York')).toISOString();
  };
  expect(shown('2026-03-08T02:30')).toBe('2026-03-08T07:30:00.000Z');
  expect(shown('2026-11-01T01:30')).toBe('2026-11-01T05:30:00.000Z');
});

test('clocks and instants agree in every zone', () => {
  const zone = fc.constantFrom('UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kathmandu', 'Pacific/Apia', 'Australia/Lord_Howe');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000_000 }), zone, (minute, name) => {
      const moment = momentAt(minute * 60_000, name);
      expect(momentAt(instantOf(moment, name), name)).toEqual(moment);
    }),
    { numRuns: 300 },
  );
});

test('the hours begin when they are next open, and never when they are always shut', () => {
  const from = (text: string) => {
    const time = parseTime(text);
    const next = time && nextBeginning(office, instantIn(time, office.zone));
    return next === undefined ? undefined : printMoment(momentAt(next, office.zone));
  };
  expect(from('2026-11-25T03:00')).toBe('2026-11-25 09:00');
  expect(from('2026-11-27T12:00')).toBe('2026-11-30 09:00');
  const shut = { ...office, rules: [] };
  expect(nextBeginning(shut, 0)).toBeUndefined();
});

test('every minute of six years is judged as the tests of the daemons judge it', () => {
  fc.assert(
    fc.property(schedules, fc.integer({ min: 20_000, max: 22_000 }), fc.integer({ min: 0, max: 1439 }), (schedule, day, minute) => {
      const moment = momentOf(day, minute);
      expect(isDuring(schedule, moment)).toBe(isActive(schedule, moment));
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['Europe/Berlin', true],
  ['Australia/Lord_Howe', true],
  ['Africa/Casablanca', true],
  ['America/Santiago', true],
  ['Asia/Tokyo', false],
  ['Asia/Kolkata', false],
  ['UTC', false],
])('in %s clocks change through the year: %s', (zone, changes) => {
  expect(changesClocks(zone)).toBe(changes);
});
