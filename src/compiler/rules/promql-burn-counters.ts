import { rateInBurnRate } from '../../diagnostics/codes/plm379-rate-in-burn-rate.ts';
import { walk } from '../../promql/ast.ts';
import { rateFunctions } from '../../promql/functions.ts';
import { soundExpressions } from '../analysis/expressions.ts';
import type { Rule } from './rule.ts';

export const promqlBurnCounters: Rule = {
  name: 'promql-burn-counters',
  check: ({ definitions }, report) => {
    for (const { role, analysis, at } of soundExpressions(definitions)) {
      if (role !== 'counter' || analysis.tree === undefined) continue;
      for (const node of walk(analysis.tree))
        if (node.kind === 'call' && rateFunctions.has(node.name.name)) report(rateInBurnRate({ over: node.name.name }, at(node)));
    }
  },
};
