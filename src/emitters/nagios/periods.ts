import { type CalendarDay, type Schedule, weekdays } from '../../model/schedule.ts';
import { type Hours, hoursOn, namedDays, type Week, weekdayOf, weekOn } from './schedule-hours.ts';

/** One line of a time period: a day or days, and hours. */
export interface PeriodLine {
  readonly days: string;
  readonly hours: Hours;
}

/** A schedule as Nagios has it. `never` holds days that are taken out: a period of its own, since an empty range does not exist. */
export interface Period {
  readonly kind: 'period';
  readonly lines: readonly PeriodLine[];
  readonly never: readonly PeriodLine[];
}

export interface NoPeriod {
  readonly kind: 'none';
  readonly why: string;
}

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isUniform = (week: Week): boolean => week.every((hours) => hours === week[0]);
const keyOf = (week: Week): string => week.join(' ');

interface YearDay {
  readonly month: number;
  readonly day: number;
  readonly week: Week;
}

const yearOf = (schedule: Schedule): readonly YearDay[] =>
  monthDays.flatMap((count, i) =>
    Array.from({ length: count }, (_, d) => ({ month: i + 1, day: d + 1, week: weekOn(schedule, i + 1, d + 1) })),
  );

const mostFrequent = (days: readonly YearDay[]): Week => {
  const counts = new Map<string, { week: Week; count: number }>();
  for (const { week } of days) {
    const seen = counts.get(keyOf(week));
    if (seen === undefined) counts.set(keyOf(week), { week, count: 1 });
    else seen.count += 1;
  }
  return [...counts.values()].reduce((best, one) => (one.count > best.count ? one : best)).week;
};

/** Only one week can depend on the weekday: Nagios' other day forms replace it whole. */
const baseWeek = (days: readonly YearDay[]): Week | undefined => {
  const byWeekday = new Map(days.filter(({ week }) => !isUniform(week)).map(({ week }) => [keyOf(week), week]));
  if (byWeekday.size > 1) return undefined;
  return [...byWeekday.values()][0] ?? mostFrequent(days);
};

interface Run {
  readonly month: number;
  readonly first: number;
  last: number;
  readonly hours: Hours;
}

/** Days that differ from the base week, as runs inside one month: Nagios 4.4 misreads a range across the end of the year. */
const runsOf = (days: readonly YearDay[], base: Week): readonly Run[] => {
  const runs: Run[] = [];
  for (const { month, day, week } of days.filter(({ week }) => keyOf(week) !== keyOf(base))) {
    const last = runs.at(-1);
    const hours = week[0] ?? '';
    if (last !== undefined && last.month === month && last.last === day - 1 && last.hours === hours) last.last = day;
    else runs.push({ month, first: day, last: day, hours });
  }
  return runs;
};

/** The end of a month is `-1`: a 29 February would be 1 March in other years. */
const runLine = ({ month, first, last, hours }: Run): PeriodLine => {
  const name = months[month - 1] ?? '';
  if (first === last) return { days: `${name} ${first}`, hours };
  return { days: `${name} ${first} - ${name} ${last === monthDays[month - 1] ? -1 : last}`, hours };
};

const isoDay = ({ year = 0, month, day }: CalendarDay): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** Days with a year: their weekday is known, so they always can be said. Days that the rest says already are left out. */
const dayLines = (schedule: Schedule, days: readonly CalendarDay[]): readonly PeriodLine[] =>
  days.flatMap((date) => {
    const weekday = weekdayOf(date);
    const hours = hoursOn(schedule, weekday, date);
    return hours === hoursOn(schedule, weekday, { month: date.month, day: date.day }) ? [] : [{ days: isoDay(date), hours }];
  });

const wholeDay = '00:00-24:00';

const split = (lines: readonly PeriodLine[]): Pick<Period, 'lines' | 'never'> => ({
  lines: lines.filter(({ hours }) => hours !== ''),
  never: lines.filter(({ hours }) => hours === '').map(({ days }) => ({ days, hours: wholeDay })),
});

/** A day taken out every year cannot come back in one of them. */
const comesBack = (runs: readonly Run[], schedule: Schedule, named: readonly CalendarDay[]): boolean =>
  named.some((date) => {
    const out = runs.some(({ month, first, last, hours }) => hours === '' && month === date.month && first <= date.day && date.day <= last);
    return out && hoursOn(schedule, weekdayOf(date), date) !== '';
  });

const none = (why: string): NoPeriod => ({ kind: 'none', why });

/** A schedule as a time period that holds at exactly the same minutes, or why there is none. */
export const periodOf = (schedule: Schedule): Period | NoPeriod => {
  const named = namedDays(schedule);
  if (named === undefined) return none('its dates with a year are more than a thousand days');
  const days = yearOf(schedule);
  const base = baseWeek(days);
  if (base === undefined) return none('its weeks differ through the year, and Nagios has one week for all of it');
  const runs = runsOf(days, base);
  if (runs.some(({ month, first }) => month === 2 && first === 29)) return none('Nagios takes 29 February for 1 March in most years');
  if (comesBack(runs, schedule, named)) return none('a day without hours every year has hours in one year');
  const week = weekdays.map((weekday, i) => ({ days: weekday, hours: base[i] ?? '' })).filter(({ hours }) => hours !== '');
  const { lines, never } = split([...dayLines(schedule, named), ...runs.map(runLine)]);
  return { kind: 'period', lines: [...week, ...lines], never };
};
