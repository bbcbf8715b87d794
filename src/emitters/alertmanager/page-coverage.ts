import { pageHours } from '../../diagnostics/codes/plm455-page-hours.ts';
import { pageLost } from '../../diagnostics/codes/plm454-page-lost.ts';
import type { Check } from '../../model/model.ts';
import { alertName } from '../alert-labels.ts';
import { type CalendarHours, calendarHours } from './calendar-holes.ts';
import type { Hours } from './covered-hours.ts';
import { getOrAdd } from './grouping.ts';
import { holesInWords } from './hole-words.ts';
import { receiverName } from './receivers.ts';
import { type Arrival, followRoutes, type Route, type RouteLabels } from './route-tree.ts';
import type { Routing } from './routes.ts';
import { type Telling, tellingsOf } from './tellings.ts';

interface Page {
  readonly labels: RouteLabels;
  readonly telling: Telling;
}

/**
 * Every alert of a check that is to wake somebody: by level, for want of an answer, and by step of the escalation. Those for one team
 * differ in labels that no route can ask about.
 */
const pagesOf = (check: Check, { teams }: Routing): readonly Page[] => {
  const pages = new Map<string, Telling>();
  for (const telling of tellingsOf(check, teams))
    if (telling.urgency === 'page' && !pages.has(telling.team)) pages.set(telling.team, telling);
  const alertname = alertName(check.id);
  return [...pages].map(([team, telling]) => ({
    labels: { alertname, check: check.id, team, urgency: telling.urgency },
    telling,
  }));
};

/** When a route speaks; undefined for always. */
type Calendar = (arrival: Arrival) => CalendarHours | undefined;

/** The hours of routes by the names of their intervals, each worked out once. */
const calendarOf = ({ intervals }: Routing): Calendar => {
  const named = new Map(
    [...intervals.values()].flatMap(({ active, mute }) => (mute === undefined ? [active] : [active, mute])).map((one) => [one.name, one]),
  );
  const known = new Map<string, CalendarHours>();
  const always = { name: '', intervals: [{}] };
  return ({ active, mute }) => {
    if (active === undefined && mute === undefined) return undefined;
    const muted = mute === undefined ? undefined : named.get(mute);
    const hours: Hours = { active: named.get(active ?? '') ?? always, ...(muted === undefined ? {} : { mute: muted }) };
    return getOrAdd(known, `${active ?? ''}\n${mute ?? ''}`, () => calendarHours(hours));
  };
};

/** Why a page wakes nobody at all; undefined when it does, at some time at least. */
const lossOf = (arrival: Arrival, { team, urgency }: Telling, calendar: Calendar): string | undefined => {
  if (arrival.receiver !== receiverName(team, urgency))
    return `its route ends at \`${arrival.receiver}\`, which pages nobody of \`${team}\``;
  return calendar(arrival)?.isNever === true ? `its route speaks in the hours of \`${arrival.active ?? ''}\`, which never come` : undefined;
};

const reportLoss = ({ id }: Check, { level, team, escalation }: Telling, why: string, { context: { report, locate } }: Routing): void => {
  const field = escalation === undefined ? `notify.${level}` : undefined;
  report(pageLost({ check: id, level, team, why }, locate({ kind: 'checks', id, ...(field === undefined ? {} : { field }) })));
};

const reportHours = ({ id }: Check, hours: CalendarHours, { context: { report, locate } }: Routing): void => {
  const holes = holesInWords(hours);
  if (holes === undefined) return;
  report(pageHours({ check: id, short: holes.short, full: holes.full }, locate({ kind: 'checks', id, field: 'during' })));
};

/**
 * Follows every alert that pages through the tree as it is written, and looks when the route at which it ends speaks. A page that
 * arrives at no time is an error; one that arrives at some is told with the times at which it does not.
 */
export const proveCoverage = (tree: Route, routing: Routing): void => {
  const calendar = calendarOf(routing);
  const follow = followRoutes(tree);
  for (const check of routing.model.checks) {
    let hours: CalendarHours | undefined;
    for (const { labels, telling } of pagesOf(check, routing)) {
      const arrival = follow(labels);
      const why = lossOf(arrival, telling, calendar);
      if (why === undefined) hours ??= calendar(arrival);
      else reportLoss(check, telling, why, routing);
    }
    if (hours !== undefined) reportHours(check, hours, routing);
  }
};
