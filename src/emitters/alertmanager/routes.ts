import { sortedBy } from '../../base/compare.ts';
import type { Model, Team, Urgency } from '../../model/model.ts';
import { silent, watchdogName } from '../alert-labels.ts';
import type { EmitContext } from '../contract.ts';
import { deadMansRoute } from './dead-mans-switch.ts';
import { getOrAdd } from './grouping.ts';
import { equals, type Matcher, oneOf } from './matchers.ts';
import type { Options } from './options.ts';
import { commonPace, paceOf } from './pace.ts';
import { defaultReceiverOf, nobody, receiverName, urgenciesOf } from './receivers.ts';
import type { Route, RouteLabel } from './route-tree.ts';
import { tellingsOf, type Teams } from './tellings.ts';
import { timeIntervals, type TimeIntervals } from './time-intervals.ts';

export interface Routing {
  readonly model: Model;
  readonly teams: Teams;
  readonly options: Options;
  readonly context: EmitContext;
  readonly intervals: ReadonlyMap<string, TimeIntervals>;
}

/** The hours of schedules that some check keeps. */
const intervalsOf = ({ checks, schedules }: Model): Routing['intervals'] => {
  const kept = new Set(checks.flatMap(({ during }) => during ?? []));
  return new Map(schedules.filter(({ id }) => kept.has(id)).map((schedule) => [schedule.id, timeIntervals(schedule)]));
};

export const routingOf = (model: Model, options: Options, context: EmitContext): Routing => ({
  model,
  teams: new Map(model.teams.map((team) => [team.id, team])),
  options,
  context,
  intervals: intervalsOf(model),
});

/** Ids of checks by the schedule they keep. */
type Kept = ReadonlyMap<string, readonly string[]>;

/** Checks with hours, by the receiver that hears of them: of the owner, and of whoever it is escalated to. */
const keptBy = ({ model, teams }: Routing): ReadonlyMap<string, Kept> => {
  const found = new Map<string, Map<string, string[]>>();
  for (const check of model.checks) {
    const { during } = check;
    if (during === undefined) continue;
    for (const receiver of new Set(tellingsOf(check, teams).map(({ team, urgency }) => receiverName(team, urgency)))) {
      const schedules = getOrAdd(found, receiver, () => new Map<string, string[]>());
      getOrAdd(schedules, during, (): string[] => []).push(check.id);
    }
  }
  return found;
};

interface Told {
  readonly team: Team;
  readonly urgency: Urgency;
}

const urgencyRoute = ({ team, urgency }: Told, { options }: Routing): Omit<Route, 'matchers'> => {
  const pace = paceOf(options, urgency);
  return { receiver: receiverName(team.id, urgency), ...(pace === undefined ? {} : { pace }), routes: [] };
};

/** An escalation keeps the hours of its check, so that the check is what is matched, not the step. */
const timedRoutes = (told: Told, kept: Kept, routing: Routing): readonly Route[] =>
  sortedBy(kept, ([schedule]) => schedule).flatMap(([schedule, ids]) => {
    const hours = routing.intervals.get(schedule);
    if (hours === undefined) return [];
    const { active, mute } = hours;
    const mark = routing.context.mark({ kind: 'schedules', id: schedule });
    const matchers = [equals('urgency', told.urgency), oneOf('check', ids)];
    return [{ mark, matchers, ...urgencyRoute(told, routing), active: active.name, ...(mute === undefined ? {} : { mute: mute.name }) }];
  });

const plainRoute = (told: Told, routing: Routing): Route => ({
  mark: routing.context.mark({ kind: 'teams', id: told.team.id, field: `receivers.${told.urgency}` }),
  matchers: [equals('urgency', told.urgency)],
  ...urgencyRoute(told, routing),
});

/** The subtree of one team; what it has no receiver for falls to the root. */
const teamRoute = (team: Team, kept: ReadonlyMap<string, Kept>, routing: Routing): Route => ({
  mark: routing.context.mark({ kind: 'teams', id: team.id }),
  matchers: [equals('team', team.id)],
  routes: urgenciesOf(team).flatMap((urgency) => {
    const told = { team, urgency };
    return [...timedRoutes(told, kept.get(receiverName(team.id, urgency)) ?? new Map(), routing), plainRoute(told, routing)];
  }),
});

const silentRoute = (matcher: Matcher<RouteLabel>): Route => ({ matchers: [matcher], receiver: nobody, routes: [] });

/** First what nobody is to hear of, so that no team's route is asked: the watchdog, dark checks, and levels without an urgency. */
export const routeTree = (routing: Routing): Route => {
  const { model, options, context } = routing;
  const kept = keptBy(routing);
  const fallback = model.teams.find(({ id }) => id === options.defaultReceiver);
  const { deadMansSwitch } = options;
  return {
    mark: context.mark({ kind: 'settings', id: model.estate, field: 'targets.alertmanager' }),
    matchers: [],
    receiver: (fallback && defaultReceiverOf(fallback)) ?? nobody,
    groupBy: options.groupBy,
    pace: commonPace(options),
    routes: [
      deadMansSwitch === undefined ? silentRoute(equals('alertname', watchdogName)) : deadMansRoute(deadMansSwitch),
      silentRoute(equals('urgency', silent)),
      ...model.teams.map((team) => teamRoute(team, kept, routing)),
    ],
  };
};
