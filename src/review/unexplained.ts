import type { EnvironmentReview } from './document.ts';
import { requirementsOf } from './gate.ts';
import { machineryChange, withMachinery } from './machinery.ts';
import type { Policy } from './policy.ts';

/** Where other files are generated and nothing that is compared differs, that is not nothing: somebody has to look at the files. */
export const withUnexplained = (review: EnvironmentReview, policy: Policy): EnvironmentReview => {
  const { plan, output } = review;
  if (plan.changes.length > 0 || output.before === output.after) return review;
  const change = machineryChange({
    id: 'output',
    why: 'Other files are generated, and nothing that is compared differs.',
    before: `output ${output.before}`,
    after: `output ${output.after}`,
    needs: [{ party: 'ops' }],
  });
  const whole = withMachinery(plan, [change]);
  return { ...review, plan: whole, requirements: requirementsOf(whole, policy) };
};
