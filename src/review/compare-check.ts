import type { Check } from '../model/model.ts';
import { compareHours } from './hours.ts';
import type { Facet } from './facet.ts';
import type { Pair } from './pair.ts';
import { compareReceivers } from './compare-receivers.ts';
import { dependencyFacets } from './compare-dependencies.ts';
import { hostFacets } from './compare-hosts.ts';
import { memberFacets } from './compare-members.ts';
import { patienceFacets } from './compare-patience.ts';
import { compareSubjects } from './compare-subjects.ts';
import { sayHours } from './say.ts';

const textFields = ['why', 'runbook', 'dashboard', 'notes'] as const;

const textFacets = ({ before, after }: Pair): readonly Facet[] =>
  textFields.flatMap((field): readonly Facet[] => {
    const [old, now] = [before.check[field], after.check[field]];
    return old === now ? [] : [{ kind: 'text', relation: 'same', field, before: old, after: now }];
  });

/** Why the limits of its thresholds are what they are. */
const reasonsOf = ({ subject }: Check): string | undefined => {
  const reasons =
    subject.kind === 'threshold'
      ? (subject.reasons ?? [])
      : subject.kind === 'probe'
        ? subject.thresholds.flatMap((held) => held.reasons ?? [])
        : [];
  return reasons.length === 0 ? undefined : reasons.join(' / ');
};

const reasonFacets = ({ before, after }: Pair): readonly Facet[] => {
  const [old, now] = [reasonsOf(before.check), reasonsOf(after.check)];
  return old === now ? [] : [{ kind: 'text', relation: 'same', field: 'reasons', before: old, after: now }];
};

const hoursFacets = ({ before, after }: Pair): readonly Facet[] => {
  const [old, now] = [before, after].map(({ check, side }) => (check.during === undefined ? undefined : side.schedules.get(check.during)));
  const relation = compareHours(old, now);
  return relation === 'same' ? [] : [{ kind: 'hours', relation, before: sayHours(old), after: sayHours(now) }];
};

const stageFacets = ({ before, after }: Pair): readonly Facet[] => {
  const [old, now] = [before.check.stage, after.check.stage];
  return old === now ? [] : [{ kind: 'stage', relation: now === 'live' ? 'more' : 'less', before: old, after: now }];
};

/** Is it told when there is no answer? Left out, it is where anybody is told. */
const tellsUnknown = ({ unknown, notify }: Check): boolean => (unknown === undefined ? Object.keys(notify).length > 0 : unknown === 'tell');

/** Only what the check says itself: who is told at all is a respect of its own. */
const unknownFacets = ({ before, after }: Pair): readonly Facet[] => {
  if (before.check.unknown === after.check.unknown) return [];
  const [old, now] = [tellsUnknown(before.check), tellsUnknown(after.check)];
  const say = (tells: boolean) => (tells ? 'told' : 'ignored');
  return old === now ? [] : [{ kind: 'noAnswer', relation: now ? 'more' : 'less', before: say(old), after: say(now) }];
};

const identityFacets = ({ before, after }: Pair): readonly Facet[] =>
  before.check.id === after.check.id ? [] : [{ kind: 'identity', relation: 'same', before: before.check.id, after: after.check.id }];

const ownerFacets = ({ before, after }: Pair): readonly Facet[] =>
  before.check.owner === after.check.owner
    ? []
    : [{ kind: 'owner', relation: 'both', before: before.check.owner, after: after.check.owner }];

/** Every respect in which a check differs; empty when none of what its model says does. */
export const compareCheck = (pair: Pair): readonly Facet[] => [
  ...identityFacets(pair),
  ...stageFacets(pair),
  ...ownerFacets(pair),
  ...compareReceivers(pair),
  ...hoursFacets(pair),
  ...hostFacets(pair),
  ...compareSubjects(pair),
  ...memberFacets(pair),
  ...unknownFacets(pair),
  ...patienceFacets(pair),
  ...dependencyFacets(pair),
  ...reasonFacets(pair),
  ...textFacets(pair),
];
