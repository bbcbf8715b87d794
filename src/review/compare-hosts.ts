import { compareText } from '../base/compare.ts';
import type { Facet } from './facet.ts';
import type { Pair } from './pair.ts';
import { setRelation } from './relation.ts';
import { sayHosts } from './say.ts';

const without = (some: readonly string[], others: readonly string[]): readonly string[] => {
  const known = new Set(others);
  return some.filter((one) => !known.has(one)).toSorted(compareText);
};

/** Hosts that a check gains and loses. */
export const hostFacets = ({ before, after }: Pair): readonly Facet[] => {
  const [old, now] = [before.check.hosts, after.check.hosts];
  const relation = setRelation(new Set(old), new Set(now));
  if (relation === 'same') return [];
  return [{ kind: 'hosts', relation, added: without(now, old), removed: without(old, now), before: sayHosts(old), after: sayHosts(now) }];
};
