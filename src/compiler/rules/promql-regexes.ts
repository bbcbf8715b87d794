import { notRe2 } from '../../diagnostics/codes/plm365-not-re2.ts';
import { reportProblems } from '../analysis/expression-problems.ts';
import type { Rule } from './rule.ts';

export const promqlRegexes: Rule = {
  name: 'promql-regexes',
  check: ({ definitions }, report) => reportProblems({ definitions, kinds: ['regexp'], code: notRe2 }, report),
};
