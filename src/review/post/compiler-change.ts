import type { EnvironmentReview, ReviewDocument } from '../document.ts';
import type { PlannedChange } from '../plan.ts';

const machinery = (before: string, after: string): PlannedChange => ({
  kind: 'settings',
  id: 'compiler',
  action: 'changed',
  class: 'C6',
  direction: 'opaque',
  facets: [{ kind: 'executes', relation: 'both', before: `output ${before}`, after: `output ${after}` }],
  needs: [{ party: 'ops' }],
  hosts: { before: 0, after: 0 },
  receivers: { before: [], after: [] },
  pages: { before: false, after: false },
  resets: [],
  why: 'The pull request changes what compiles it: its own job has another output from the same definitions.',
});

const withMachinery = (review: EnvironmentReview, change: PlannedChange): EnvironmentReview => {
  const { plan, requirements } = review;
  const { counts, changes, needs } = plan;
  const isAsked = needs.some(({ party }) => party === 'ops');
  return {
    ...review,
    plan: {
      ...plan,
      class: 'C6',
      changes: [change, ...changes],
      counts: { ...counts, changed: counts.changed + 1, opaque: counts.opaque + 1 },
      needs: isAsked ? needs : [...needs, { party: 'ops' }],
    },
    requirements: requirements.some(({ party }) => party === 'ops') ? requirements : [...requirements, { party: 'ops', required: 1 }],
  };
};

/**
 * The review that trusted code made, held against what the pull request's own job says: where the generated files differ, what
 * compiles them has changed, and that is a change of the machinery.
 */
export const withCompilerChange = (review: ReviewDocument, claimed: ReviewDocument): ReviewDocument => {
  const claims = new Map(claimed.environments.map((one) => [one.environment, one.output.after]));
  const environments = review.environments.map((one) => {
    const said = claims.get(one.environment) ?? 'none';
    return said === one.output.after ? one : withMachinery(one, machinery(one.output.after, said));
  });
  return { ...review, environments };
};
