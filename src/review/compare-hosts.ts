import { compareText } from '../base/compare.ts';
import type { Check } from '../model/model.ts';
import type { Facet } from './facet.ts';
import type { Pair } from './pair.ts';
import { opposite, type Relation, setRelation } from './relation.ts';
import { sayHosts } from './say.ts';

const without = (some: readonly string[], others: readonly string[]): readonly string[] => {
  const known = new Set(others);
  return some.filter((one) => !known.has(one)).toSorted(compareText);
};

/** Every series of the estate, or each service of a host: neither includes the other. */
const isWhole = ({ on }: Check): boolean => on.length === 0;

const relationOfHosts = (before: Check, after: Check): Relation => {
  if (isWhole(before) !== isWhole(after)) return 'both';
  const relation = setRelation(new Set(before.hosts), new Set(after.hosts));
  // The more members there are to be healthy, the more of them may fail.
  return after.subject.kind === 'quorum' && before.subject.kind === 'quorum' ? opposite(relation) : relation;
};

/** The same hosts today by other names: who joins a group later is seen by one and not by the other. */
const nameFacets = ({ on: before }: Check, { on: after }: Check): readonly Facet[] => {
  const [old, now] = [before, after].map((names) => names.toSorted(compareText).join(', '));
  return old === now ? [] : [{ kind: 'text', relation: 'same', field: 'on', before: old, after: now }];
};

const say = (check: Check): string => (isWhole(check) ? 'the estate as a whole' : sayHosts(check.hosts));

/** Hosts that a check gains and loses. */
export const hostFacets = ({ before, after }: Pair): readonly Facet[] => {
  if (before.check.hosts === after.check.hosts && before.check.on === after.check.on) return [];
  const relation = relationOfHosts(before.check, after.check);
  if (relation === 'same') return nameFacets(before.check, after.check);
  const [old, now] = [before.check.hosts, after.check.hosts];
  return [
    { kind: 'hosts', relation, added: without(now, old), removed: without(old, now), before: say(before.check), after: say(after.check) },
  ];
};
