import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type CalendarHours, calendarHours } from '../../src/emitters/alertmanager/calendar-holes.ts';
import { alertmanager } from '../../src/emitters/alertmanager/emitter.ts';
import { timeIntervals } from '../../src/emitters/alertmanager/time-intervals.ts';
import type { Check, Team, Urgency } from '../../src/model/model.ts';
import { type Schedule, weekdays } from '../../src/model/schedule.ts';
import { alertOf, twinOf } from '../support/alerts.ts';
import { emitAll } from '../support/emit.ts';
import { isActive, type Moment, momentOf } from '../support/moments.ts';
import { sampleCheck, sampleModel } from '../support/sample-model.ts';
import { schedules } from '../support/schedule-arbitrary.ts';
import { receiversAt, type WrittenConfig } from '../support/written-routes.ts';

/** Days of 2026 to 2029. */
const epochDays = fc.integer({ min: 20_454, max: 21_915 });

const isNamedHole = ({ usual, missing }: CalendarHours, { year, month, day, weekday, minute }: Moment): boolean => {
  const covers = (ranges: readonly { from: number; to: number }[]) => ranges.some(({ from, to }) => from <= minute && minute < to);
  if (!covers(usual[weekdays.indexOf(weekday)] ?? [])) return true;
  return missing.some(({ from, to, ranges }) => {
    const number = (one: { month: number; day: number; year?: number }) =>
      (from.year === undefined ? 0 : (one.year ?? 0) * 10_000) + one.month * 100 + one.day;
    const now = number({ year, month, day });
    return number(from) <= now && now <= number(to) && (ranges === undefined || covers(ranges));
  });
};

const minutes = Array.from({ length: 144 }, (_, i) => i * 10);

test('every time at which a schedule is silent is named, on any day of any year', () => {
  fc.assert(
    fc.property(schedules, fc.array(epochDays, { minLength: 30, maxLength: 30 }), (schedule, days) => {
      const hours = calendarHours(timeIntervals(schedule));
      const moments = days.flatMap((day) => minutes.map((minute) => momentOf(day, minute)));
      const silent = moments.filter((at) => !isActive(schedule, at));
      expect(silent.filter((at) => !isNamedHole(hours, at))).toEqual([]);
      if (hours.isNever) expect(silent.length).toBe(moments.length);
    }),
    { numRuns: 150 },
  );
});

test('a time that is named is one at which a schedule is silent, on some weekday', () => {
  fc.assert(
    fc.property(schedules, (schedule) => {
      const { missing } = calendarHours(timeIntervals(schedule));
      for (const { from, ranges } of missing) {
        // All weekdays that the day falls on through the years, or the one it has in its own.
        const years = from.year === undefined ? Array.from({ length: 40 }, (_, i) => 2060 + i) : [from.year];
        const days = years
          .map((year) => Date.UTC(year, from.month - 1, from.day) / 86_400_000)
          .filter((day) => momentOf(day, 0).day === from.day);
        const at = ranges?.[0]?.from;
        const isSilent = (day: number) => (at === undefined ? minutes : [at]).some((minute) => !isActive(schedule, momentOf(day, minute)));
        expect(days.some(isSilent), JSON.stringify(from)).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});

const urgency = fc.constantFrom<Urgency>('page', 'ticket', 'chat');

const teamOf = (id: string, receivers: readonly Urgency[], escalation: Team['escalation']): Team => ({
  id,
  name: id,
  receivers: Object.fromEntries(receivers.map((one) => [one, { kind: 'email', address: `${id}-${one}@example.com` }])),
  escalation,
});

const teams = fc
  .tuple(fc.uniqueArray(urgency, { maxLength: 3 }), fc.array(fc.tuple(fc.constantFrom('a', 'b'), urgency), { maxLength: 2 }))
  .map(([own, steps]): readonly Team[] => [
    teamOf(
      'a',
      own,
      steps.map(([team, how], i) => ({ afterMs: (i + 1) * 60_000, team, urgency: how })),
    ),
    teamOf('b', ['page', 'ticket', 'chat'], []),
  ]);

const check = fc
  .record({
    owner: fc.constantFrom('a', 'b'),
    stage: fc.constantFrom('live' as const, 'live' as const, 'dark' as const),
    during: fc.constantFrom(undefined, 'first', 'second'),
    critical: fc.option(urgency, { nil: undefined }),
    warning: fc.option(urgency, { nil: undefined }),
  })
  .map(({ owner, stage, during, critical, warning }): Partial<Check> => ({
    owner,
    stage,
    ...(during === undefined ? {} : { during }),
    notify: { ...(critical === undefined ? {} : { critical }), ...(warning === undefined ? {} : { warning }) },
  }));

const estate = fc.record({ teams, first: schedules, second: schedules, checks: fc.array(check, { minLength: 1, maxLength: 4 }) });

/** Labels of every alert of a check that is to wake somebody, and who that is. */
const pagesOf = (model: ReturnType<typeof sampleModel>, { id, stage, owner, notify }: Check) =>
  (['critical', 'warning'] as const).flatMap((level) => {
    if (stage === 'dark' || notify[level] === undefined) return [];
    const own = notify[level] === 'page' ? [{ labels: alertOf(model, id, level), receiver: `${owner}-page` }] : [];
    const steps = model.teams.find((team) => team.id === owner)?.escalation ?? [];
    const twins = steps.flatMap(({ urgency: how, team }, i) => {
      if (how !== 'page') return [];
      try {
        return [{ labels: twinOf(model, id, { level, step: i + 1 }), receiver: `${team}-page` }];
      } catch {
        return [];
      }
    });
    return [...own, ...twins];
  });

test('the proof finds what every minute of random weeks finds, along the routes as they are written', () => {
  const seen = { lost: 0, holes: 0, always: 0 };
  fc.assert(
    fc.property(estate, fc.array(epochDays, { minLength: 2, maxLength: 2 }), ({ teams: some, first, second, checks }, weeks) => {
      const named = (schedule: Schedule, id: string): Schedule => ({ ...schedule, id });
      const model = sampleModel({
        teams: some,
        schedules: [named(first, 'first'), named(second, 'second')],
        checks: checks.map((one, i) => sampleCheck(`check-${i}`, one)),
      });
      const { diagnostics, text } = emitAll(alertmanager, model);
      const config = parse(text('alertmanager.yml')) as WrittenConfig;
      const said = (code: string, id: string) => diagnostics.some((one) => one.code === code && one.message.includes(`\`${id}\``));
      // Hours begin and end at half hours.
      const moments = weeks.flatMap((week) => Array.from({ length: 7 * 48 }, (_, i) => momentOf(week + Math.floor(i / 48), (i % 48) * 30)));
      for (const one of model.checks) {
        const pages = pagesOf(model, one).map(({ labels, receiver }) =>
          moments.map((at) => receiversAt(config, labels, at).includes(receiver)),
        );
        const hasHole = pages.some((times) => times.includes(false));
        const isLost = pages.some((times) => !times.includes(true));
        if (said('PLM454', one.id)) expect(isLost).toBe(true);
        else if (!said('PLM455', one.id)) expect(hasHole).toBe(false);
        if (pages.length > 0) seen[said('PLM454', one.id) ? 'lost' : hasHole ? 'holes' : 'always'] += 1;
      }
    }),
    { numRuns: 60 },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
});
