import { compareText } from '../base/compare.ts';
import type { Check } from '../model/model.ts';
import { compareHours } from './hours.ts';
import type { Facet } from './facet.ts';
import type { Pair } from './pair.ts';
import { combine, setRelation, sooner } from './relation.ts';
import { compareReceivers } from './compare-receivers.ts';
import { compareSubjects } from './compare-subjects.ts';
import { sayDuration, sayHosts, sayHours } from './say.ts';

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

const flappingText = ({ flapping }: Check): string => (flapping === undefined ? 'never' : `${flapping.low}..${flapping.high}%`);

type PatienceFacet = Extract<Facet, { kind: 'patience' }>;

const patienceFacet = (field: PatienceFacet['field'], before: number, after: number): readonly PatienceFacet[] => {
  const relation = field === 'keepFor' ? sooner(after, before) : sooner(before, after);
  return relation === 'same' ? [] : [{ kind: 'patience', relation, field, before: sayDuration(before), after: sayDuration(after) }];
};

const patienceFacets = ({ before, after }: Pair): readonly Facet[] => {
  const [old, now] = [before.check, after.check];
  const [oldFlaps, nowFlaps] = [flappingText(old), flappingText(now)];
  return [
    ...patienceFacet('for', old.timing.forMs, now.timing.forMs),
    ...patienceFacet('every', Math.max(old.timing.everyMs, old.timing.retryMs), Math.max(now.timing.everyMs, now.timing.retryMs)),
    ...patienceFacet('notifyAfter', old.firstDelayMs ?? 0, now.firstDelayMs ?? 0),
    ...patienceFacet('keepFor', old.timing.keepMs ?? 0, now.timing.keepMs ?? 0),
    ...(oldFlaps === nowFlaps
      ? []
      : [
          {
            kind: 'patience',
            field: 'flapping',
            relation: nowFlaps === 'never' ? 'more' : oldFlaps === 'never' ? 'less' : 'both',
            before: oldFlaps,
            after: nowFlaps,
          } as const,
        ]),
  ];
};

const without = (some: readonly string[], others: readonly string[]): readonly string[] => {
  const known = new Set(others);
  return some.filter((one) => !known.has(one)).toSorted(compareText);
};

const hostFacets = ({ before, after }: Pair): readonly Facet[] => {
  const [old, now] = [before.check.hosts, after.check.hosts];
  const relation = setRelation(new Set(old), new Set(now));
  if (relation === 'same') return [];
  return [{ kind: 'hosts', relation, added: without(now, old), removed: without(old, now), before: sayHosts(old), after: sayHosts(now) }];
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

const parentsOf = ({ check, side }: Pair['before']): ReadonlySet<string> =>
  new Set(check.hosts.flatMap((host) => (side.hosts.get(host)?.parents ?? []).map((parent) => `${parent} of ${host}`)));

/** Something this depends on explains it, and so holds it back: more of these alert for less. */
const dependencyFacets = ({ before, after }: Pair): readonly Facet[] => {
  const both = new Set(before.check.hosts.filter((host) => after.check.hosts.includes(host)));
  const parents = (one: Pair['before']) =>
    parentsOf({ ...one, check: { ...one.check, hosts: one.check.hosts.filter((host) => both.has(host)) } });
  const relation = combine([
    setRelation(new Set(after.check.dependsOn), new Set(before.check.dependsOn)),
    setRelation(parents(after), parents(before)),
  ]);
  if (relation === 'same') return [];
  const say = (one: Pair['before']) =>
    [...one.check.dependsOn, ...[...parents(one)].map((text) => `parent ${text}`)].join(', ') || 'nothing';
  return [{ kind: 'dependencies', relation, before: say(before), after: say(after) }];
};

/** Is it told when there is no answer? Left out, it is where anybody is told. */
const tellsUnknown = ({ unknown, notify }: Check): boolean => (unknown === undefined ? Object.keys(notify).length > 0 : unknown === 'tell');

/** Only what the check says itself: who is told at all is a respect of its own. */
const unknownFacets = ({ before, after }: Pair): readonly Facet[] => {
  if (before.check.unknown === after.check.unknown) return [];
  const [old, now] = [tellsUnknown(before.check), tellsUnknown(after.check)];
  const say = (tells: boolean) => (tells ? 'no answer is told' : 'no answer is ignored');
  return old === now ? [] : [{ kind: 'condition', relation: now ? 'more' : 'less', before: say(old), after: say(now) }];
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
  ...unknownFacets(pair),
  ...patienceFacets(pair),
  ...dependencyFacets(pair),
  ...reasonFacets(pair),
  ...textFacets(pair),
];
