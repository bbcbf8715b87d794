import { checkBudget } from '../../diagnostics/codes/plm320-check-budget.ts';
import type { Rule } from './rule.ts';

/** How many checks a team may have when the policy names no number. */
const usual = 500;

export const teamBudget: Rule = {
  name: 'team-budget',
  check: ({ definitions: { settings, checks, teams } }, report) => {
    const budget = settings.value.policy?.checksPerTeam ?? usual;
    const counts = new Map<string, number>();
    for (const { value } of checks.values()) counts.set(value.owner, (counts.get(value.owner) ?? 0) + 1);
    for (const [team, entry] of teams) {
      const count = counts.get(team) ?? 0;
      if (count > budget) report(checkBudget({ team, count, budget }, entry.locate([])));
    }
  },
};
