import { defineCode } from '../define-code.ts';

export const checkBudget = defineCode<{ team: string; count: number; budget: number }>({
  code: 'PLM320',
  slug: 'check-budget',
  severity: 'warning',
  message: (p) => `team \`${p.team}\` has ${p.count} checks, more than its budget of ${p.budget}`,
  why: 'a team that answers for more than it can read answers for nothing',
  help: 'merge or delete checks, or raise `policy.checksPerTeam` in a review of its own',
});
