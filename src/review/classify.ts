import type { ChangeClass, Party } from './classes.ts';
import type { Facet, FacetOf } from './facet.ts';
import type { Relation } from './relation.ts';

/** What the rest of a check says about how much a facet matters. */
export interface Weight {
  /** Does any level wake somebody, on either side? */
  readonly pages: boolean;
  /** Is anybody told at all, on either side? */
  readonly tells: boolean;
  /** Hosts left after the change. */
  readonly hostsAfter: number;
}

export interface Judgement {
  readonly class: ChangeClass;
  readonly parties: readonly Party[];
}

const judge = (to: ChangeClass, ...parties: readonly Party[]): Judgement => ({ class: to, parties });

/** Alerts for more, for less, or each for something the other does not. */
const sensitivity = (relation: Relation, { pages }: Weight): Judgement => {
  if (relation === 'same') return judge('C0', 'team');
  if (relation !== 'more') return judge('C3', 'owner', 'receiver');
  return pages ? judge('C4', 'owner', 'receiver') : judge('C2', 'owner');
};

const limits = (facet: FacetOf<'limits'>, weight: Weight): Judgement => {
  if (facet.isTurned) return judge('C5', 'owner', 'ops');
  // A state that is held longer hides the next rise, so a wider hold is no gain in sensitivity.
  return facet.isHoldOnly ? judge('C3', 'owner', 'receiver') : sensitivity(facet.relation, weight);
};

const hosts = ({ relation, added, removed }: FacetOf<'hosts'>, weight: Weight): Judgement => {
  if (weight.hostsAfter === 0) return judge('C5', 'owner', 'ops');
  // Nothing is lost from sight: one more member that may be healthy in the place of another.
  if (removed.length === 0 && relation !== 'both') return sensitivity(relation, weight);
  return weight.pages && added.length > 0 ? judge('C5', 'owner', 'receiver') : judge('C5', 'owner');
};

const receivers = ({ losesPage, gainsPage, lost, gained, relation }: FacetOf<'receivers'>, { pages }: Weight): Judgement => {
  if (losesPage || lost.length > 0) return judge('C5', 'receiver');
  if (gainsPage) return judge('C4', 'receiver');
  if (gained.length > 0) return judge('C2', 'owner', 'receiver');
  // The same places, sooner or later.
  if (relation !== 'more') return judge('C3', 'owner', 'receiver');
  return pages ? judge('C4', 'receiver') : judge('C2', 'owner');
};

const stage = ({ relation }: FacetOf<'stage'>, { pages, tells }: Weight): Judgement => {
  if (!tells) return judge('C1', 'owner');
  if (relation === 'less') return judge('C5', 'owner', 'receiver');
  return pages ? judge('C4', 'receiver') : judge('C2', 'owner');
};

const noAnswer = ({ relation }: FacetOf<'noAnswer'>): Judgement =>
  relation === 'more' ? judge('C4', 'receiver') : judge('C5', 'owner', 'receiver');

/** Kinds of facets that mean the same whatever the check. */
const fixed = {
  opaque: judge('C5', 'owner', 'receiver'),
  executes: judge('C6', 'ops', 'security'),
  owner: judge('C3', 'owner'),
  identity: judge('C3', 'owner'),
} as const;

const isFixed = (facet: Facet): facet is FacetOf<keyof typeof fixed> => Object.hasOwn(fixed, facet.kind);

/** Another scale of what is measured moves every limit at once, and looks as if none had moved. */
const isRescaled = (facet: Facet): boolean => facet.kind === 'opaque' && facet.field === 'metric.unit';

const weighed = (facet: Exclude<Facet, FacetOf<keyof typeof fixed>>, weight: Weight): Judgement => {
  switch (facet.kind) {
    case 'limits':
      return limits(facet, weight);
    case 'patience':
    case 'members':
    case 'burn':
    case 'condition':
      return sensitivity(facet.relation, weight);
    case 'hosts':
      return hosts(facet, weight);
    case 'receivers':
      return receivers(facet, weight);
    case 'hours':
    case 'dependencies':
      return judge(facet.relation === 'more' ? 'C4' : 'C5', 'receiver');
    case 'noAnswer':
      return noAnswer(facet);
    case 'stage':
      return stage(facet, weight);
    case 'text':
      return weight.pages ? judge('C1', 'team', 'receiver') : judge('C1', 'team');
  }
};

/** The class of one facet, and who must agree to it. */
export const classify = (facet: Facet, weight: Weight): Judgement => {
  if (isRescaled(facet)) return judge('C5', 'owner', 'ops');
  return isFixed(facet) ? fixed[facet.kind] : weighed(facet, weight);
};
