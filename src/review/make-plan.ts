import { sortedBy } from '../base/compare.ts';
import { isSameData } from '../base/same-data.ts';
import type { Check, Model } from '../model/model.ts';
import { causeOf } from './cause.ts';
import { type ChangeClass, classes, type Party, worse } from './classes.ts';
import { classify, type Judgement, type Weight } from './classify.ts';
import { compareCheck } from './compare-check.ts';
import type { Pair } from './pair.ts';
import { comparePlaces } from './compare-places.ts';
import type { Facet, FacetOf } from './facet.ts';
import { hearingOf, hearingOfLive } from './hearing.ts';
import { uniqueNeeds } from './needs.ts';
import type { Direction, Need, Plan, PlanCounts, PlannedChange, Reset } from './plan.ts';
import { combine } from './relation.ts';
import { type Side, sideOf } from './side.ts';

/** Teams that hear of a check on one side. */
const hearersOf = (check: Check, { teams }: Side): readonly string[] => {
  if (Object.keys(check.notify).length === 0) return [];
  return [check.owner, ...(teams.get(check.owner)?.escalation ?? []).map(({ team }) => team)];
};

const estateWide: ReadonlySet<Party> = new Set(['ops', 'security', 'team']);

interface Parties {
  readonly owners: readonly string[];
  readonly hearers: readonly string[];
}

const needsOf = (parties: Iterable<Party>, { owners, hearers }: Parties): readonly Need[] =>
  uniqueNeeds(
    [...parties].flatMap((party): readonly Need[] => {
      if (estateWide.has(party)) return [{ party }];
      return (party === 'owner' ? owners : hearers).map((team) => ({ party, team }));
    }),
  );

const directionOf = (facets: readonly Facet[]): Direction => {
  if (facets.some(({ kind }) => kind === 'opaque' || kind === 'executes')) return 'opaque';
  switch (combine(facets.flatMap(({ kind, relation }) => (kind === 'owner' ? [] : [relation])))) {
    case 'same':
      return 'none';
    case 'more':
      return 'tightened';
    case 'less':
      return 'loosened';
    case 'both':
      return 'mixed';
  }
};

/** Another address is another receiver for the same alert; another urgency is a label, and each step of an escalation is an alert. */
const receiverResets = ({ level }: FacetOf<'receivers'>, { before, after }: Pair): readonly Reset[] => {
  const steps = ({ check, side }: Pair['before']) => JSON.stringify(side.teams.get(check.owner)?.escalation ?? []);
  return [
    ...(before.check.notify[level] === after.check.notify[level]
      ? []
      : [{ daemon: 'prometheus', because: 'the label urgency changes' } as const]),
    ...(steps(before) === steps(after) ? [] : [{ daemon: 'prometheus', because: 'the alerts of its escalation change' } as const]),
  ];
};

/** Labels are part of an alert's identity in Prometheus; only the id is one in Nagios. */
const resetsOf = (facets: readonly Facet[], pair: Pair): readonly Reset[] =>
  facets.flatMap((facet): readonly Reset[] => {
    switch (facet.kind) {
      case 'identity':
        return [
          { daemon: 'nagios', because: 'the service has another name' },
          { daemon: 'prometheus', because: 'the alert has another name' },
        ];
      case 'owner':
        return [{ daemon: 'prometheus', because: 'the label team changes' }];
      case 'stage':
        return [{ daemon: 'prometheus', because: 'the label stage changes' }];
      case 'receivers':
        return receiverResets(facet, pair);
      default:
        return [];
    }
  });

/** As if the stage had not changed: that is a fact of its own. */
const weightOf = ({ before, after }: Pair): Weight => {
  const heard = [hearingOfLive(before.check, before.side), hearingOfLive(after.check, after.side)];
  return {
    pages: heard.some(({ pages }) => pages),
    tells: heard.some(({ words }) => words.length > 0),
    hostsAfter: after.check.hosts.length,
  };
};

const changed = (pair: Pair): PlannedChange | undefined => {
  const facets = compareCheck(pair);
  if (facets.length === 0) return undefined;
  const { before, after } = pair;
  const [old, now] = [hearingOf(before.check, before.side), hearingOf(after.check, after.side)];
  const weight = weightOf(pair);
  const isDark = before.check.stage === 'dark' && after.check.stage === 'dark';
  const judgements = facets.map((facet) => softened(classify(facet, weight), isDark || !weight.tells));
  const cause = causeOf(facets, pair);
  const { id, why, owner } = after.check;
  return {
    kind: 'checks',
    id,
    ...(before.check.id === id ? {} : { was: before.check.id }),
    action: 'changed',
    class: judgements.reduce<ChangeClass>((worst, one) => worse(worst, one.class), 'C0'),
    direction: directionOf(facets),
    facets,
    needs: needsOf(
      judgements.flatMap(({ parties }) => parties),
      {
        owners: [before.check.owner, after.check.owner],
        hearers: [...hearersOf(before.check, before.side), ...hearersOf(after.check, after.side)],
      },
    ),
    hosts: { before: before.check.hosts.length, after: after.check.hosts.length },
    receivers: { before: old.words, after: now.words },
    pages: { before: old.pages, after: now.pages },
    resets: uniqueResets(resetsOf(facets, pair)),
    why,
    owner,
    ...(cause === undefined ? {} : { cause }),
  };
};

const uniqueResets = (resets: readonly Reset[]): readonly Reset[] => [
  ...new Map(resets.map((reset) => [`${reset.daemon} ${reset.because}`, reset])).values(),
];

/** What is dark or tells nobody reaches nobody, whatever changes in it; only what it executes still counts. */
const softened = (judgement: Judgement, reachesNobody: boolean): Judgement =>
  reachesNobody && judgement.class !== 'C6' && judgement.class !== 'C0' ? { class: 'C1', parties: ['owner'] } : judgement;

const newJudgement = (check: Check, side: Side): Judgement => {
  const { words, pages } = hearingOf(check, side);
  if (check.subject.kind === 'command' && check.subject.nagios !== undefined)
    return { class: 'C6', parties: ['ops', 'security', 'owner', ...(pages ? (['receiver'] as const) : [])] };
  if (words.length === 0) return { class: 'C1', parties: ['owner'] };
  return pages ? { class: 'C4', parties: ['owner', 'receiver'] } : { class: 'C2', parties: ['owner'] };
};

const goneJudgement = (check: Check, side: Side): Judgement =>
  hearingOf(check, side).words.length === 0 ? { class: 'C1', parties: ['owner'] } : { class: 'C5', parties: ['owner', 'receiver'] };

const single = (check: Check, side: Side, action: 'added' | 'removed'): PlannedChange => {
  const isNew = action === 'added';
  const { words, pages } = hearingOf(check, side);
  const judgement = isNew ? newJudgement(check, side) : goneJudgement(check, side);
  const sides = <T>(value: T, none: T) => (isNew ? { before: none, after: value } : { before: value, after: none });
  return {
    kind: 'checks',
    id: check.id,
    action,
    class: judgement.class,
    direction: isNew ? 'tightened' : 'loosened',
    facets: [],
    needs: needsOf(judgement.parties, { owners: [check.owner], hearers: hearersOf(check, side) }),
    hosts: sides(check.hosts.length, 0),
    receivers: sides(words, []),
    pages: sides(pages, false),
    resets: [],
    why: check.why,
    owner: check.owner,
  };
};

const renames = (side: Side, before: Side): ReadonlyMap<string, string> =>
  new Map(
    side.model.checks.flatMap(({ id, movedFrom }) =>
      movedFrom !== undefined && before.checks.has(movedFrom) && !side.checks.has(movedFrom) && !before.checks.has(id)
        ? [[id, movedFrom]]
        : [],
    ),
  );

/** Everything of a model that what is said of a check depends on, other checks aside. */
const surroundings = ({ model }: Side): unknown => ({ ...model, checks: [], policy: undefined, ignores: undefined, targets: {} });

/** A quorum counts another check, and what a check depends on holds it back. */
const looksAtOthers = ({ subject, dependsOn }: Check): boolean => subject.kind === 'quorum' || dependsOn.length > 0;

const checkChanges = (before: Side, after: Side): readonly PlannedChange[] => {
  const moved = renames(after, before);
  const isCalm = isSameData(surroundings(before), surroundings(after));
  const matched = new Set<string>();
  const here = after.model.checks.flatMap((check) => {
    const old = before.checks.get(moved.get(check.id) ?? check.id);
    if (old === undefined) return [single(check, after, 'added')];
    matched.add(old.id);
    if (isCalm && !looksAtOthers(check) && isSameData(old, check)) return [];
    return changed({ before: { check: old, side: before }, after: { check, side: after } }) ?? [];
  });
  const gone = before.model.checks.filter(({ id }) => !matched.has(id)).map((check) => single(check, before, 'removed'));
  return [...here, ...gone];
};

const countsOf = (changes: readonly PlannedChange[]): PlanCounts => {
  const count = (test: (change: PlannedChange) => boolean): number => changes.filter(test).length;
  return {
    changed: count(({ action }) => action === 'changed'),
    added: count(({ action }) => action === 'added'),
    removed: count(({ action }) => action === 'removed'),
    renamed: count(({ was }) => was !== undefined),
    tightened: count(({ action, direction }) => action === 'changed' && direction === 'tightened'),
    loosened: count(({ action, direction }) => action === 'changed' && direction === 'loosened'),
    mixed: count(({ direction }) => direction === 'mixed'),
    opaque: count(({ direction }) => direction === 'opaque'),
    newlyPages: count(({ pages }) => pages.after && !pages.before),
    goesSilent: count(({ pages }) => pages.before && !pages.after),
    resets: count(({ resets }) => resets.length > 0),
  };
};

const rank = (one: PlannedChange): string => `${classes.length - classes.indexOf(one.class)} ${one.kind} ${one.id} ${one.action}`;

/** The difference of two models: `before` is what holds now, `after` what is proposed. Same models, no changes. */
export const makePlan = (before: Model, after: Model): Plan => {
  const [old, now] = [sideOf(before), sideOf(after)];
  const changes = sortedBy([...checkChanges(old, now), ...comparePlaces(old, now)], rank);
  return {
    version: 1,
    estate: after.estate,
    environment: after.environment,
    class: changes.reduce<ChangeClass>((worst, change) => worse(worst, change.class), 'C0'),
    changes,
    counts: countsOf(changes),
    needs: uniqueNeeds(changes.flatMap(({ needs }) => needs)),
  };
};
