import { firesNever } from '../../diagnostics/codes/plm378-fires-never.ts';
import { soundExpressions, whole } from '../analysis/expressions.ts';
import type { Rule } from './rule.ts';

export const promqlNever: Rule = {
  name: 'promql-never',
  check: ({ definitions }, report) => {
    for (const expression of soundExpressions(definitions))
      if (expression.role === 'condition' && expression.analysis.neverPresent) report(firesNever({}, expression.at(whole(expression))));
  },
};
