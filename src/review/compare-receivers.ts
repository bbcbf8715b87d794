import { compareText } from '../base/compare.ts';
import type { AlertLevel } from '../model/limits.ts';
import { pressure } from '../model/model.ts';
import type { Pair } from './pair.ts';
import type { Facet } from './facet.ts';
import { hearingOfLive, type Telling, type Told } from './hearing.ts';
import { combine, type Relation, setRelation, sooner } from './relation.ts';

const less = (some: Iterable<string>, others: { readonly has: (one: string) => boolean }): readonly string[] =>
  [...some].filter((one) => !others.has(one)).toSorted(compareText);

/** Does the other side tell the same team no later, and more loudly? Whoever is woken need not find a ticket as well. */
const isOutdone = ({ team, urgency, afterMs }: Telling, by: Told): boolean =>
  by.tellings.some((one) => one.team === team && one.afterMs <= afterMs && pressure[one.urgency] > pressure[urgency]);

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
    const old = hearingOfLive(before.check, before.side)[level];
    const now = hearingOfLive(after.check, after.side)[level];
    if (old === now) return [];
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
