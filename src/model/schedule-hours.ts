import { isDuring } from './moment.ts';
import type { CalendarDay, DateRange, Schedule, ScheduleRule } from './schedule.ts';

/** After 28 years dates fall on the same weekdays again. */
const cycle = { from: 2024, to: 2051 };
const dayMs = 86_400_000;

const timeOf = ({ year = 0, month, day }: CalendarDay): number => Date.UTC(year, month - 1, day);

const dayAt = (time: number): Required<CalendarDay> => {
  const date = new Date(time);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};

function* daysOf({ from, to }: DateRange): Generator<Required<CalendarDay>> {
  const longest = timeOf(from) + (cycle.to - cycle.from + 1) * 366 * dayMs;
  for (let time = timeOf(from); time <= Math.min(timeOf(to), longest); time += dayMs) yield dayAt(time);
}

const everyYear: DateRange = { from: { month: 1, day: 1 }, to: { month: 12, day: 31 } };

/** The days that a range of dates may mean, as far as they differ. */
function* datesIn({ from, to }: DateRange): Generator<Required<CalendarDay>> {
  if (from.year !== undefined) return yield* daysOf({ from, to });
  const wraps = from.month > to.month || (from.month === to.month && from.day > to.day);
  for (let year = cycle.from; year <= cycle.to; year += 1)
    yield* daysOf({ from: { ...from, year }, to: { ...to, year: wraps ? year + 1 : year } });
}

const opens = (rule: ScheduleRule, schedule: Schedule): boolean => {
  for (const range of rule.dates ?? [everyYear])
    for (const day of datesIn(range)) {
      // Only this rule, so that others cannot answer for it.
      if (rule.ranges.some(({ from }) => isDuring({ ...schedule, rules: [rule] }, { ...day, minute: from }))) return true;
    }
  return false;
};

/** Is there any minute in which the hours of a schedule hold? */
export const hasHours = (schedule: Schedule): boolean =>
  schedule.exceptions.some(({ ranges }) => ranges.length > 0) || schedule.rules.some((rule) => opens(rule, schedule));
