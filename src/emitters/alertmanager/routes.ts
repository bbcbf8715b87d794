import { sortedBy } from '../../base/compare.ts';
import type { AlertLevel } from '../../model/limits.ts';
import type { Check, Team, Urgency } from '../../model/model.ts';
import { silent } from '../alert-labels.ts';
import type { EmitContext } from '../contract.ts';
import { marked, type YamlData } from '../yaml-writer.ts';
import { matcher, oneOf } from './matchers.ts';
import { nobody, receiverName, urgenciesOf } from './receivers.ts';
import type { TimeIntervals } from './time-intervals.ts';

export interface Routing {
  readonly context: EmitContext;
  readonly intervals: ReadonlyMap<string, TimeIntervals>;
}

const levels = ['critical', 'warning'] as const satisfies readonly AlertLevel[];

/** Ids of the checks that tell by `urgency`, by the schedule they keep. */
const bySchedule = (checks: readonly Check[], urgency: Urgency): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const check of checks) {
    if (check.during === undefined || !levels.some((level) => check.notify[level] === urgency)) continue;
    const ids = found.get(check.during) ?? [];
    ids.push(check.id);
    found.set(check.during, ids);
  }
  return found;
};

const timedRoute = (
  ids: readonly string[],
  { active, mute }: TimeIntervals,
  { team, urgency }: { team: Team; urgency: Urgency },
): YamlData => ({
  matchers: [matcher('urgency', '=', urgency), oneOf('check', ids)],
  receiver: receiverName(team.id, urgency),
  active_time_intervals: [active],
  mute_time_intervals: mute === undefined ? undefined : [mute],
});

const urgencyRoutes = (team: Team, checks: readonly Check[], urgency: Urgency, { context, intervals }: Routing): readonly YamlData[] => {
  const timed = sortedBy(bySchedule(checks, urgency), ([schedule]) => schedule).flatMap(([schedule, ids]) => {
    const known = intervals.get(schedule);
    if (known === undefined) return [];
    return [marked(context.mark({ kind: 'schedules', id: schedule }), timedRoute(ids, known, { team, urgency }))];
  });
  const plain = { matchers: [matcher('urgency', '=', urgency)], receiver: receiverName(team.id, urgency) };
  return [...timed, marked(context.mark({ kind: 'teams', id: team.id, field: `receivers.${urgency}` }), plain)];
};

/** The subtree of one team; what it has no receiver for falls to the root. */
export const teamRoute = (team: Team, checks: readonly Check[], routing: Routing): YamlData => {
  const { mark } = routing.context;
  const routes = urgenciesOf(team).flatMap((urgency) => urgencyRoutes(team, checks, urgency, routing));
  return marked(mark({ kind: 'teams', id: team.id }), {
    matchers: [matcher('team', '=', team.id)],
    routes: routes.length === 0 ? undefined : routes,
  });
};

/** What nobody is to hear of: dark checks, and levels without an urgency. First, so that no team's route is asked. */
export const silentRoutes = (): readonly YamlData[] => [
  { matchers: [matcher('stage', '=', 'dark')], receiver: nobody },
  { matchers: [matcher('urgency', '=', silent)], receiver: nobody },
];
