import { firesAlways } from '../../diagnostics/codes/plm377-fires-always.ts';
import { soundExpressions, whole } from '../analysis/expressions.ts';
import type { Rule } from './rule.ts';

export const promqlAlways: Rule = {
  name: 'promql-always',
  check: ({ definitions }, report) => {
    for (const expression of soundExpressions(definitions)) {
      const { type, alwaysPresent } = expression.analysis;
      if (expression.role === 'condition' && type === 'instant vector' && alwaysPresent)
        report(firesAlways({}, expression.at(whole(expression))));
    }
  },
};
