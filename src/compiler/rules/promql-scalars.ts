import { scalarExpression } from '../../diagnostics/codes/plm369-scalar-expression.ts';
import { soundExpressions, whole } from '../analysis/expressions.ts';
import type { Rule } from './rule.ts';

export const promqlScalars: Rule = {
  name: 'promql-scalars',
  check: ({ definitions }, report) => {
    for (const expression of soundExpressions(definitions))
      if (expression.analysis.type === 'scalar') report(scalarExpression({}, expression.at(whole(expression))));
  },
};
