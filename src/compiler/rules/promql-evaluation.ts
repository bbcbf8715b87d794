import { failsWhenRun } from '../../diagnostics/codes/plm367-fails-when-run.ts';
import { reportProblems } from '../analysis/expression-problems.ts';
import type { Rule } from './rule.ts';

export const promqlEvaluation: Rule = {
  name: 'promql-evaluation',
  check: ({ definitions }, report) => reportProblems({ definitions, kinds: ['evaluation'], code: failsWhenRun }, report),
};
