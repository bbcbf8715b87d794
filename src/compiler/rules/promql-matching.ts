import { impossibleMatching } from '../../diagnostics/codes/plm366-impossible-matching.ts';
import { reportProblems } from '../analysis/expression-problems.ts';
import type { Rule } from './rule.ts';

export const promqlMatching: Rule = {
  name: 'promql-matching',
  check: ({ definitions }, report) => reportProblems({ definitions, kinds: ['matching'], code: impossibleMatching }, report),
};
