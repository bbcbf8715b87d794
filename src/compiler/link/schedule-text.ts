import { isCalendarDate } from '../../definitions/scalars.ts';
import { type CalendarDay, type DateRange, type MinuteRange, type Weekday, weekdays } from '../../model/schedule.ts';

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Indexes from `from` to `to`, going round: `sat-mon` is saturday, sunday, monday. */
const around = (from: number, to: number, size: number): readonly number[] =>
  Array.from({ length: ((to - from + size) % size) + 1 }, (_, i) => (from + i) % size);

const named = (text: string, names: readonly string[]): readonly number[] | undefined => {
  const [first = '', last = first, ...rest] = text.split('-').map((word) => word.trim().toLowerCase().slice(0, 3));
  const from = names.indexOf(first);
  const to = names.indexOf(last);
  return from < 0 || to < 0 || rest.length > 0 || !/^[A-Za-z -]+$/.test(text) ? undefined : around(from, to, names.length);
};

const full = new Set([
  ...weekdays,
  'january',
  'february',
  'march',
  'april',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]);

/** Three letters or the whole name, nothing between. */
const spelled = (text: string, short: readonly string[]): boolean =>
  text.split('-').every((word) => short.includes(word.trim().toLowerCase()) || full.has(word.trim().toLowerCase()));

/** `mon-fri`, `sat`, `all`; undefined for anything else. */
export const parseDays = (text: string): readonly Weekday[] | undefined => {
  if (text === 'all') return weekdays;
  const days = spelled(text, dayNames) ? named(text, dayNames) : undefined;
  return days?.flatMap((day) => weekdays[day] ?? []);
};

/** `apr-oct`, `december`, as 1..12; undefined for anything else. */
export const parseMonths = (text: string): readonly number[] | undefined =>
  spelled(text, monthNames) ? named(text, monthNames)?.map((month) => month + 1) : undefined;

const minutes = (text: string): number | undefined => {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text.trim());
  const total = match === null ? Number.NaN : Number(match[1]) * 60 + Number(match[2]);
  return total <= 1440 ? total : undefined;
};

/** Hours of a day, and those that run on into the next when the range crosses midnight. */
export interface DayHours {
  readonly today: MinuteRange;
  readonly tomorrow?: MinuteRange;
}

/** `09:00-17:30`, `22:00-06:00`, `00:00-24:00`; undefined for anything else, an empty range included. */
export const parseTimes = (text: string): DayHours | undefined => {
  const [start = '', end = '', ...rest] = text.split('-');
  const from = minutes(start);
  const to = minutes(end);
  if (from === undefined || to === undefined || rest.length > 0 || from === to || from === 1440) return undefined;
  if (from < to) return { today: { from, to } };
  const today = { from, to: 1440 };
  return to === 0 ? { today } : { today, tomorrow: { from: 0, to } };
};

export type DateOutcome = { readonly ok: true; readonly range: DateRange } | { readonly ok: false; readonly exists: boolean };

const parseDay = (text: string): CalendarDay | 'no-day' | undefined => {
  const match = /^(?:(\d{4})-)?(\d{2})-(\d{2})$/.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month = '', day = ''] = match;
  if (!isCalendarDate(`${year ?? '2024'}-${month}-${day}`)) return 'no-day';
  return { ...(year === undefined ? {} : { year: Number(year) }), month: Number(month), day: Number(day) };
};

const dayNumber = ({ year = 0, month, day }: CalendarDay): number => year * 10_000 + month * 100 + day;

/** `2026-12-24..2027-01-02`, `12-25`; says whether a malformed text or a day that does not exist is the trouble. */
export const parseDates = (text: string): DateOutcome => {
  const [first = '', last = first, ...rest] = text.split('..');
  const from = parseDay(first);
  const to = parseDay(last);
  if (from === 'no-day' || to === 'no-day') return { ok: false, exists: false };
  if (from === undefined || to === undefined || rest.length > 0) return { ok: false, exists: true };
  const sameForm = (from.year === undefined) === (to.year === undefined);
  const ordered = from.year === undefined || dayNumber(from) <= dayNumber(to);
  return sameForm && ordered ? { ok: true, range: { from, to } } : { ok: false, exists: true };
};
