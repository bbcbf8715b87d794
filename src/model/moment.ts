import { memoised } from '../base/memoise.ts';
import { type CalendarDay, type DateRange, type MinuteRange, type Schedule, type Weekday, weekdays } from './schedule.ts';

/** A minute of the calendar in some zone. */
export interface Moment {
  readonly year: number;
  /** 1..12 */
  readonly month: number;
  /** 1..31 */
  readonly day: number;
  /** 0..1439 */
  readonly minute: number;
}

/** Milliseconds since 1970. */
export type Instant = number;

const written = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d)?$/;

const asUtc = ({ year, month, day, minute }: Moment): Instant => Date.UTC(year, month - 1, day, 0, minute);

const ofUtc = (instant: Instant): Moment => {
  const date = new Date(instant);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    minute: date.getUTCHours() * 60 + date.getUTCMinutes(),
  };
};

const formats = new Map<string, Intl.DateTimeFormat>();

const formatIn = (zone: string): Intl.DateTimeFormat => {
  const fields = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', calendar: 'iso8601', ...fields });
  formats.set(zone, format);
  return format;
};

/** What clocks in a zone show. */
export const momentAt = (instant: Instant, zone: string): Moment => {
  const parts = new Map(
    formatIn(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return { year: part('year'), month: part('month'), day: part('day'), minute: part('hour') * 60 + part('minute') };
};

/** When clocks in a zone show a moment; an hour that is skipped counts as the one after it, one that comes twice as its first. */
export const instantOf = (moment: Moment, zone: string): Instant => {
  const wanted = asUtc(moment);
  const day = 86_400_000;
  const candidates = [wanted - day, wanted + day].map((near) => wanted - (asUtc(momentAt(near, zone)) - near));
  const exact = candidates.filter((one) => asUtc(momentAt(one, zone)) === wanted);
  return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates);
};

/** A time as people write it: an instant when it has an offset, else what clocks show in a zone; undefined when there is no such time. */
export type WrittenTime = { readonly instant: Instant } | { readonly moment: Moment };

export const parseTime = (text: string): WrittenTime | undefined => {
  const [, year, month, day, hour, minute, offset] = written.exec(text) ?? [];
  if (year === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined;
  const moment = { year: Number(year), month: Number(month), day: Number(day), minute: Number(hour) * 60 + Number(minute) };
  const back = ofUtc(asUtc(moment));
  if (back.month !== moment.month || back.day !== moment.day || back.year !== moment.year) return undefined;
  if (offset === undefined) return { moment };
  const [hours = 0, minutes = 0] = offset === 'Z' ? [] : offset.slice(1).split(':').map(Number);
  if (hours > 14 || minutes > 59) return undefined;
  return { instant: asUtc(moment) - (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000 };
};

export const instantIn = (time: WrittenTime, zone: string): Instant => ('instant' in time ? time.instant : instantOf(time.moment, zone));

export const weekdayOf = (moment: Moment): Weekday => weekdays[(new Date(asUtc(moment)).getUTCDay() + 6) % 7] ?? 'monday';

const two = (number: number): string => String(number).padStart(2, '0');

/** `2026-11-25 03:00`. */
export const printMoment = ({ year, month, day, minute }: Moment): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** Do clocks in a zone change through the year? One year stands for all, so that no day of today decides. */
export const changesClocks = memoised((zone) => {
  const offsets = Array.from({ length: 24 }, (_, half) => {
    const instant = Date.UTC(2025, Math.floor(half / 2), half % 2 === 0 ? 8 : 22);
    return asUtc(momentAt(instant, zone)) - instant;
  });
  return new Set(offsets).size > 1;
});

const ordinal = ({ year = 0, month, day }: CalendarDay): number => (year * 12 + month) * 31 + day;

const covers = ({ from, to }: DateRange, { year, month, day }: Moment): boolean => {
  const isYearly = from.year === undefined || to.year === undefined;
  const without = ({ month: m, day: d }: CalendarDay): CalendarDay => ({ month: m, day: d });
  const [first, last] = isYearly ? [ordinal(without(from)), ordinal(without(to))] : [ordinal(from), ordinal(to)];
  const now = ordinal(isYearly ? { month, day } : { year, month, day });
  return first <= last ? first <= now && now <= last : now >= first || now <= last;
};

const inRanges = (ranges: readonly MinuteRange[], minute: number): boolean => ranges.some(({ from, to }) => from <= minute && minute < to);

/** Whether a moment, as clocks in the schedule's zone show it, lies in its hours. */
export const isDuring = ({ rules, exceptions }: Schedule, moment: Moment): boolean => {
  const excepted = exceptions.filter(({ dates }) => dates.some((range) => covers(range, moment)));
  if (excepted.length > 0) return excepted.some(({ ranges }) => inRanges(ranges, moment.minute));
  const weekday = weekdayOf(moment);
  return rules.some(
    ({ days, months, dates, ranges }) =>
      days.includes(weekday) &&
      (months?.includes(moment.month) ?? true) &&
      (dates?.some((range) => covers(range, moment)) ?? true) &&
      inRanges(ranges, moment.minute),
  );
};

/** Whether an instant lies in the hours of a schedule. */
export const isWithin = (schedule: Schedule, instant: Instant): boolean => isDuring(schedule, momentAt(instant, schedule.zone));

/** The first minute after `instant` at which the hours begin; undefined when none does within a fortnight. */
export const nextBeginning = (schedule: Schedule, instant: Instant): Instant | undefined => {
  const minute = 60_000;
  const start = Math.floor(instant / minute) * minute;
  for (let step = 1; step <= 14 * 1440; step += 1) if (isWithin(schedule, start + step * minute)) return start + step * minute;
  return undefined;
};
