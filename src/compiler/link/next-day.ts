import { type CalendarDay, type DateRange, type ScheduleRule, type Weekday, weekdays } from '../../model/schedule.ts';

const dayAfter = (day: Weekday): Weekday => weekdays[(weekdays.indexOf(day) + 1) % 7] ?? 'monday';

/** A leap year, so that the end of February of every year has a day after it. */
const leapYear = 2024;

const dateAfter = ({ year, month, day }: CalendarDay): CalendarDay => {
  const next = new Date(0);
  next.setUTCFullYear(year ?? leapYear, month - 1, day + 1);
  return { ...(year === undefined ? {} : { year: next.getUTCFullYear() }), month: next.getUTCMonth() + 1, day: next.getUTCDate() };
};

/** The day after 28 February is one of two; both count, since in most years there is only the later. */
const lastAfter = (to: CalendarDay): CalendarDay =>
  to.year === undefined && to.month === 2 && to.day === 28 ? { month: 3, day: 1 } : dateAfter(to);

export const datesAfter = ({ from, to }: DateRange): DateRange => ({ from: dateAfter(from), to: lastAfter(to) });

const lastDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const wholeMonth = (month: number): DateRange => ({ from: { month, day: 1 }, to: { month, day: lastDays[month - 1] ?? 31 } });

/** The months and dates that follow those of a rule by one day. With both, a month still begins on its first day. */
const limitsAfter = ({ months, dates }: Pick<ScheduleRule, 'months' | 'dates'>): Pick<ScheduleRule, 'months' | 'dates'> => {
  if (dates !== undefined) return { dates: dates.map(datesAfter), ...(months === undefined ? {} : { months }) };
  return months === undefined || months.length === 12 ? {} : { dates: months.map((month) => datesAfter(wholeMonth(month))) };
};

/** The days on which hours of a rule end that have begun the evening before. */
export const ruleAfter = ({ days, ranges, ...limits }: ScheduleRule): ScheduleRule => ({
  days: days.map(dayAfter),
  ranges,
  ...limitsAfter(limits),
});
