import { endlessSelector } from '../../diagnostics/codes/plm364-endless-selector.ts';
import { reportProblems } from '../analysis/expression-problems.ts';
import type { Rule } from './rule.ts';

export const promqlSelectors: Rule = {
  name: 'promql-selectors',
  check: ({ definitions }, report) => reportProblems({ definitions, kinds: ['selector'], code: endlessSelector }, report),
};
