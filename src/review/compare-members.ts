import { patienceFacets } from './compare-patience.ts';
import { compareSubjects } from './compare-subjects.ts';
import type { Facet } from './facet.ts';
import type { Pair } from './pair.ts';
import { combine } from './relation.ts';

/** The check that a quorum counts, on both sides; undefined where it is another one. */
const countedOf = ({ before, after }: Pair, was: string, is: string): Pair | undefined => {
  const [old, now] = [before.side.checks.get(was), after.side.checks.get(is)];
  if (old === undefined || now === undefined || (was !== is && now.movedFrom !== was)) return undefined;
  return { before: { check: old, side: before.side }, after: { check: now, side: after.side } };
};

const opaque = (before: string, after: string): Facet => ({ kind: 'opaque', relation: 'both', field: 'quorum.healthy', before, after });

/** What makes a member healthy is a part of the quorum, whatever the counted check itself tells anybody. */
export const memberFacets = (pair: Pair): readonly Facet[] => {
  const [before, after] = [pair.before.check.subject, pair.after.check.subject];
  if (before.kind !== 'quorum' || after.kind !== 'quorum') return [];
  const counted = countedOf(pair, before.healthy, after.healthy);
  if (counted === undefined) return before.healthy === after.healthy ? [] : [opaque(before.healthy, after.healthy)];
  const facets = [...compareSubjects(counted), ...memberFacets(counted), ...patienceFacets(counted)];
  if (facets.length === 0) return [];
  const say = (side: 'before' | 'after') => `${after.healthy}: ${facets.map((facet) => facet[side] ?? 'nothing').join('; ')}`;
  if (facets.some(({ kind }) => kind === 'opaque' || kind === 'executes')) return [opaque(say('before'), say('after'))];
  return [{ kind: 'members', relation: combine(facets.map(({ relation }) => relation)), before: say('before'), after: say('after') }];
};
