import fc from 'fast-check';
import { type DateRange, type MinuteRange, type Schedule, weekdays } from '../../src/model/schedule.ts';

const ranges: fc.Arbitrary<readonly MinuteRange[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 48 }), { minLength: 2, maxLength: 4 })
  .map((cuts) => cuts.map((cut) => cut * 30).sort((a, b) => a - b))
  .map((cuts) => cuts.flatMap((from, i) => (i % 2 === 0 && cuts[i + 1] !== undefined ? [{ from, to: cuts[i + 1] ?? 1440 }] : [])));

const day = fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) });
const yearly: fc.Arbitrary<DateRange> = fc.record({ from: day, to: day });
const dated: fc.Arbitrary<DateRange> = fc
  .tuple(day, day, fc.integer({ min: 2026, max: 2028 }), fc.integer({ min: 0, max: 2 }))
  .map(([a, b, year, more]) => {
    const [from, to] = a.month * 100 + a.day <= b.month * 100 + b.day ? [a, b] : [b, a];
    return { from: { ...from, year }, to: { ...to, year: year + more } };
  });
const dates = fc.array(fc.oneof(yearly, dated), { minLength: 1, maxLength: 2 });

const rule = fc
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
  }));

/** Hours of a few rules in some months and on some dates, and exceptions that may share days. */
export const schedules: fc.Arbitrary<Schedule> = fc.record({
  id: fc.constant('hours'),
  why: fc.constant('because'),
  zone: fc.constant('UTC'),
  rules: fc.array(rule, { maxLength: 3 }),
  exceptions: fc.array(fc.record({ dates, ranges: fc.oneof(ranges, fc.constant([])) }), { maxLength: 2 }),
});
