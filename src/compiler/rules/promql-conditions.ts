import { noCondition } from '../../diagnostics/codes/plm376-no-condition.ts';
import { soundExpressions, whole } from '../analysis/expressions.ts';
import type { Rule } from './rule.ts';

export const promqlConditions: Rule = {
  name: 'promql-conditions',
  check: ({ definitions }, report) => {
    for (const expression of soundExpressions(definitions)) {
      const { type, conditional, alwaysPresent } = expression.analysis;
      if (expression.role !== 'condition' || type !== 'instant vector' || conditional || alwaysPresent) continue;
      report(noCondition({}, expression.at(whole(expression))));
    }
  },
};
