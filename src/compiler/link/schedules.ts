import type { ScheduleDefinition } from '../../definitions/schedule.ts';
import { malformedSchedule } from '../../diagnostics/codes/plm340-malformed-schedule.ts';
import { noSuchDay } from '../../diagnostics/codes/plm341-no-such-day.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import {
  type DateRange,
  type MinuteRange,
  type Schedule,
  type ScheduleException,
  type ScheduleRule,
  type Weekday,
  weekdays,
} from '../../model/schedule.ts';
import type { Entry } from '../definitions.ts';
import type { Path } from '../load/document.ts';
import { type LinkContext, listOf } from './context.ts';
import { datesAfter, ruleAfter } from './next-day.ts';
import { type DayHours, parseDates, parseDays, parseMonths, parseTimes } from './schedule-text.ts';

interface Reading {
  readonly entry: Entry<ScheduleDefinition>;
  readonly report: Report;
}

interface Form<T> {
  readonly what: string;
  readonly example: string;
  readonly parse: (text: string) => T | undefined;
}

const dayForm: Form<readonly Weekday[]> = { what: 'a day or range of days', example: 'mon-fri', parse: parseDays };
const timeForm: Form<DayHours> = { what: 'a range of times', example: '09:00-17:30', parse: parseTimes };
const monthForm: Form<readonly number[]> = { what: 'a month or range of months', example: 'apr-oct', parse: parseMonths };

const itemPath = (value: unknown, path: Path, index: number): Path => (Array.isArray(value) ? [...path, index] : path);

const readAll = <T>(value: string | readonly string[] | undefined, path: Path, form: Form<T>, { entry, report }: Reading): readonly T[] =>
  listOf(value).flatMap((text, i) => {
    const parsed = form.parse(text);
    if (parsed !== undefined) return [parsed];
    report(malformedSchedule({ what: form.what, value: text, example: form.example }, entry.locate(itemPath(value, path, i))));
    return [];
  });

const readDates = (value: string | readonly string[] | undefined, path: Path, { entry, report }: Reading): readonly DateRange[] =>
  listOf(value).flatMap((text, i) => {
    const parsed = parseDates(text);
    if (parsed.ok) return [parsed.range];
    const span = entry.locate(itemPath(value, path, i));
    if (parsed.exists)
      report(malformedSchedule({ what: 'a date or range of dates', value: text, example: '2026-12-24..2027-01-02' }, span));
    else report(noSuchDay({ value: text }, span));
    return [];
  });

/** Sorted, without overlaps. */
const merged = (ranges: readonly MinuteRange[]): readonly MinuteRange[] => {
  const result: MinuteRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && range.from <= last.to) result[result.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else result.push(range);
  }
  return result;
};

type Rule = ScheduleDefinition['hours'][number];

const limitsOf = (rule: Rule, path: Path, reading: Reading): Pick<ScheduleRule, 'months' | 'dates'> => {
  const months = [...new Set(readAll(rule.months, [...path, 'months'], monthForm, reading).flat())].sort((a, b) => a - b);
  const dates = readDates(rule.dates, [...path, 'dates'], reading);
  return { ...(rule.months === undefined ? {} : { months }), ...(rule.dates === undefined ? {} : { dates }) };
};

const lateOf = (hours: readonly DayHours[]): readonly MinuteRange[] =>
  hours.flatMap(({ tomorrow }) => (tomorrow === undefined ? [] : [tomorrow]));

/** A rule, and a second one for the hours after midnight, which belong to the following days. */
const linkRule = (rule: Rule, path: Path, reading: Reading): readonly ScheduleRule[] => {
  const days = rule.days === undefined ? weekdays : [...new Set(readAll(rule.days, [...path, 'days'], dayForm, reading).flat())];
  const hours = readAll(rule.times, [...path, 'times'], timeForm, reading);
  const limits = limitsOf(rule, path, reading);
  const late = merged(lateOf(hours));
  const today: ScheduleRule = { days, ranges: merged(hours.map((one) => one.today)), ...limits };
  return late.length === 0 ? [today] : [today, ruleAfter({ days, ranges: late, ...limits })];
};

type Exception = NonNullable<ScheduleDefinition['except']>[number];

/** Hours of an exception, and of the days after it when they cross midnight, where they add to what holds there. */
interface LinkedException {
  readonly exception: ScheduleException;
  readonly spill: readonly ScheduleRule[];
}

const linkException = (exception: Exception, path: Path, reading: Reading): LinkedException => {
  const hours = readAll(exception.times, [...path, 'times'], timeForm, reading);
  const dates = readDates(exception.dates, [...path, 'dates'], reading);
  const late = merged(lateOf(hours));
  return {
    exception: { dates, ranges: merged(hours.map(({ today }) => today)), ...(exception.why === undefined ? {} : { why: exception.why }) },
    spill: late.length === 0 ? [] : [{ days: weekdays, ranges: late, dates: dates.map(datesAfter) }],
  };
};

const linkSchedule = (entry: Entry<ScheduleDefinition>, zone: string, report: Report): Schedule => {
  const { value } = entry;
  const reading = { entry, report };
  const rules = value.hours.flatMap((rule, i) => linkRule(rule, ['hours', i], reading));
  const exceptions = (value.except ?? []).map((one, i) => linkException(one, ['except', i], reading));
  return {
    id: entry.id,
    why: value.why,
    zone: value.zone ?? zone,
    rules: [...rules, ...exceptions.flatMap(({ spill }) => spill)],
    exceptions: exceptions.map(({ exception }) => exception),
  };
};

/** Every schedule, with ranges across midnight split at it. */
export const linkSchedules = ({ definitions, report }: LinkContext): readonly Schedule[] =>
  [...definitions.schedules.values()].map((entry) => linkSchedule(entry, definitions.settings.value.zone ?? 'UTC', report));
