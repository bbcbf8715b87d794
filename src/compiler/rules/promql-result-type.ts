import { notAnInstantVector } from '../../diagnostics/codes/plm368-not-an-instant-vector.ts';
import { soundExpressions, whole } from '../analysis/expressions.ts';
import type { Rule } from './rule.ts';

export const promqlResultType: Rule = {
  name: 'promql-result-type',
  check: ({ definitions }, report) => {
    for (const expression of soundExpressions(definitions)) {
      const { type } = expression.analysis;
      if (type === 'range vector' || type === 'string') report(notAnInstantVector({ type }, expression.at(whole(expression))));
    }
  },
};
