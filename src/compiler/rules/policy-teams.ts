import { budgetNotHeld } from '../../diagnostics/codes/plm507-budget-not-held.ts';
import { exists } from '../link/context.ts';
import type { Rule } from './rule.ts';

/** A policy that names a team nobody knows could never be met, or would bind nobody. */
export const policyTeams: Rule = {
  name: 'policy-teams',
  check: ({ definitions: { settings, teams } }, report) => {
    const { ops, security, budgets } = settings.value.policy ?? {};
    const named: readonly (readonly [string, readonly string[], 'key' | 'value'])[] = [
      ...(ops === undefined ? [] : [[ops, ['policy', 'ops'], 'value'] as const]),
      ...(security === undefined ? [] : [[security, ['policy', 'security'], 'value'] as const]),
      ...Object.keys(budgets?.pagesPerWeek ?? {}).map((id) => [id, ['policy', 'budgets', 'pagesPerWeek', id], 'key'] as const),
    ];
    if (budgets?.pagesPerWeek !== undefined) report(budgetNotHeld({}, settings.locate(['policy', 'budgets', 'pagesPerWeek'], 'key')));
    for (const [id, path, what] of named) exists({ kind: 'team', id, span: () => settings.locate(path, what) }, teams, report);
  },
};
