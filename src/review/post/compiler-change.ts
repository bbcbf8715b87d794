import type { EnvironmentReview, ReviewDocument } from '../document.ts';
import { machineryChange, withMachinery } from '../machinery.ts';

const withCompiler = (review: EnvironmentReview, said: string): EnvironmentReview => {
  const { plan, requirements, output } = review;
  const change = machineryChange({
    id: 'compiler',
    why: 'The pull request changes what compiles it: its own job has another output from the same definitions.',
    before: `output ${output.after}`,
    after: `output ${said}`,
    needs: [{ party: 'ops' }],
  });
  const isAsked = requirements.some(({ party }) => party === 'ops');
  return {
    ...review,
    plan: withMachinery(plan, [change]),
    requirements: isAsked ? requirements : [...requirements, { party: 'ops', required: 1 }],
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
    return said === one.output.after ? one : withCompiler(one, said);
  });
  return { ...review, environments };
};
