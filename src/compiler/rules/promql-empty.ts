import { selectsNothing } from '../../diagnostics/codes/plm380-selects-nothing.ts';
import { emptyParts } from '../../promql/empty.ts';
import { soundExpressions } from '../analysis/expressions.ts';
import type { Rule } from './rule.ts';

export const promqlEmpty: Rule = {
  name: 'promql-empty',
  check: ({ definitions }, report) => {
    for (const { analysis, at } of soundExpressions(definitions))
      for (const part of analysis.tree === undefined ? [] : emptyParts(analysis.tree)) report(selectsNothing(part, at(part.place)));
  },
};
