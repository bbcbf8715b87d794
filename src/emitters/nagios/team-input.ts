import type { Check, Model, Team } from '../../model/model.ts';
import { byOwner } from '../by-owner.ts';
import type { Options } from './options.ts';
import type { Surroundings } from './realise.ts';
import type { TellingPeriod } from './service-scope.ts';

/** All that the files of one team are made of: where it is the same again, so are they. */
export interface TeamInput {
  readonly team: string;
  readonly checks: readonly Check[];
  /** The checks and others they refer to, with the metrics and groups of all of these. */
  readonly model: Surroundings;
  /** The team itself, and those it escalates to. */
  readonly teams: readonly Team[];
  /** When checks tell, by the schedules they name. */
  readonly periods: readonly (readonly [schedule: string, period: TellingPeriod])[];
  readonly options: Options;
  /** Somebody is told when the poller fails. */
  readonly isPollerTold: boolean;
}

/** What the inputs of all teams are taken from. */
export interface Estate extends Pick<TeamInput, 'options' | 'isPollerTold'> {
  readonly model: Model;
  readonly teams: ReadonlyMap<string, Team>;
  readonly periodOf: (schedule: string) => TellingPeriod;
}

type ById<T> = ReadonlyMap<string, T>;

const byId = <T extends { readonly id: string }>(items: readonly T[]): ById<T> => new Map(items.map((item) => [item.id, item]));

/** The items of these ids, each once; an id may name none. */
const named = <T>(ids: readonly string[], items: ById<T>): readonly T[] => [...new Set(ids)].flatMap((id) => items.get(id) ?? []);

const countedBy = ({ subject }: Check): readonly string[] => (subject.kind === 'quorum' ? [subject.healthy] : []);

/** The checks, those they depend on, and whatever quorums among all of these count: the services of each must be known. */
const withReferred = (checks: readonly Check[], all: ById<Check>): readonly Check[] => {
  const found = new Set([
    ...checks,
    ...named(
      checks.flatMap(({ dependsOn }) => dependsOn),
      all,
    ),
  ]);
  // A set is walked to what is added on the way.
  for (const check of found) for (const counted of named(countedBy(check), all)) found.add(counted);
  return [...found];
};

const metricsOf = ({ subject }: Check): readonly string[] => ('metric' in subject && subject.metric !== undefined ? [subject.metric] : []);

const groupsOf = ({ subject, on }: Check): readonly string[] => (subject.kind === 'quorum' ? on : []);

/** What each team's files are made of, team by team. */
export function* teamInputs({ model, teams, periodOf, options, isPollerTold }: Estate): Iterable<TeamInput> {
  const { estate, hostLabel } = model;
  const [allChecks, allMetrics, allGroups] = [byId(model.checks), byId(model.metrics), byId(model.groups)];
  for (const [team, checks] of byOwner(model.checks)) {
    const all = withReferred(checks, allChecks);
    const metrics = named(all.flatMap(metricsOf), allMetrics);
    const groups = named(all.flatMap(groupsOf), allGroups);
    const schedules = [...new Set(checks.flatMap(({ during }) => during ?? []))];
    yield {
      team,
      checks,
      model: { estate, hostLabel, checks: all, metrics, groups },
      teams: named([team, ...(teams.get(team)?.escalation ?? []).map((step) => step.team)], teams),
      periods: schedules.map((schedule) => [schedule, periodOf(schedule)]),
      options,
      isPollerTold,
    };
  }
}
