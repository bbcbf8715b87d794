import { compareText } from '../base/compare.ts';
import type { AlertLevel } from '../model/limits.ts';
import type { Check, Urgency } from '../model/model.ts';
import { printDuration } from '../model/duration.ts';
import type { Pair } from './pair.ts';
import type { Facet } from './facet.ts';
import { combine, type Relation, setRelation, sooner } from './relation.ts';
import { receiverKey, sayReceiver } from './say.ts';
import type { Side } from './side.ts';

/** Everybody who is told of one level, at once or by escalation, each by where the message goes. */
export interface Told {
  /** Places, each an urgency and a receiver, and after how many milliseconds each is told; ascending. */
  readonly times: ReadonlyMap<string, readonly number[]>;
  /** The same for people. */
  readonly words: readonly string[];
  /** Those of the places that wake somebody. */
  readonly pages: ReadonlySet<string>;
  readonly tellings: readonly Telling[];
}

/** One team that is told in one way. */
interface Telling {
  readonly place: string;
  readonly team: string;
  readonly urgency: Urgency;
  readonly afterMs: number;
}

const nobody: Told = { times: new Map(), words: [], pages: new Set(), tellings: [] };

const workedOut = (owner: string, urgency: Urgency, teams: Side['teams']): Told => {
  const team = teams.get(owner);
  if (team === undefined) return nobody;
  const steps = team.escalation.flatMap((step) => {
    const next = teams.get(step.team);
    return next === undefined ? [] : [{ team: next, urgency: step.urgency, afterMs: step.afterMs }];
  });
  const all = [{ team, urgency, afterMs: 0 }, ...steps].filter((one) => one.team.receivers[one.urgency] !== undefined);
  const key = (one: (typeof all)[number]) => `${one.urgency} ${receiverKey(one.team.receivers[one.urgency])}`;
  const times = new Map<string, readonly number[]>();
  for (const one of all)
    times.set(
      key(one),
      [...(times.get(key(one)) ?? []), one.afterMs].toSorted((a, b) => a - b),
    );
  return {
    times,
    words: all.map((one) => `${sayReceiver(one.team, one.urgency)}${one.afterMs === 0 ? '' : ` after ${printDuration(one.afterMs)}`}`),
    pages: new Set(all.filter((one) => one.urgency === 'page').map(key)),
    tellings: all.map((one) => ({ place: key(one), team: one.team.id, urgency: one.urgency, afterMs: one.afterMs })),
  };
};

/** By owner and urgency: thousands of checks ask for a handful. */
const known = new WeakMap<Side['teams'], Map<string, Told>>();

/** Who is told of `level`; nobody for a dark check. */
export const toldOf = ({ owner, notify, stage }: Check, level: AlertLevel, { teams }: Side): Told => {
  const urgency = notify[level];
  if (stage === 'dark' || urgency === undefined) return nobody;
  const ofTeams = known.get(teams) ?? new Map<string, Told>();
  known.set(teams, ofTeams);
  const key = `${urgency} ${owner}`;
  const told = ofTeams.get(key) ?? workedOut(owner, urgency, teams);
  ofTeams.set(key, told);
  return told;
};

const less = (some: Iterable<string>, others: { readonly has: (one: string) => boolean }): readonly string[] =>
  [...some].filter((one) => !others.has(one)).toSorted(compareText);

const ranks: Readonly<Record<Urgency, number>> = { chat: 0, ticket: 1, page: 2 };

/** Does the other side tell the same team no later, and more loudly? Whoever is woken need not find a ticket as well. */
const isOutdone = ({ team, urgency, afterMs }: Telling, by: Told): boolean =>
  by.tellings.some((one) => one.team === team && one.afterMs <= afterMs && ranks[one.urgency] > ranks[urgency]);

/** Places of one side that count against the other. */
const placesOf = (one: Told, other: Told): ReadonlySet<string> =>
  new Set(one.tellings.filter((telling) => other.times.has(telling.place) || !isOutdone(telling, other)).map(({ place }) => place));

/** How soon, and how often, the same places are told. */
const timesRelation = (before: Told['times'], after: Told['times']): Relation =>
  combine(
    [...before].flatMap(([place, old]): readonly Relation[] => {
      const now = after.get(place);
      if (now === undefined) return [];
      const again: Relation = now.length === old.length ? 'same' : now.length > old.length ? 'more' : 'less';
      return [again, ...now.slice(0, old.length).map((time, i) => sooner(old[i] ?? time, time))];
    }),
  );

const levels = ['critical', 'warning'] as const satisfies readonly AlertLevel[];

/** Who is told, level by level, as if the stage had not changed: that is a fact of its own. */
export const compareReceivers = ({ before, after }: Pair): readonly Facet[] =>
  levels.flatMap((level): readonly Facet[] => {
    const old = toldOf({ ...before.check, stage: 'live' }, level, before.side);
    const now = toldOf({ ...after.check, stage: 'live' }, level, after.side);
    const [were, are] = [placesOf(old, now), placesOf(now, old)];
    const relation = combine([setRelation(were, are), timesRelation(old.times, now.times)]);
    if (relation === 'same') return [];
    const lostPages = less(old.pages, now.pages);
    return [
      {
        kind: 'receivers',
        level,
        relation,
        losesPage: lostPages.length > 0,
        gainsPage: less(now.pages, old.pages).length > 0,
        lost: less(were, are),
        gained: less(are, were),
        before: old.words.join(', ') || 'nobody',
        after: now.words.join(', ') || 'nobody',
      },
    ];
  });
