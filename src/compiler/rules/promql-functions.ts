import { unknownFunction } from '../../diagnostics/codes/plm362-unknown-function.ts';
import { reportProblems } from '../analysis/expression-problems.ts';
import type { Rule } from './rule.ts';

export const promqlFunctions: Rule = {
  name: 'promql-functions',
  check: ({ definitions }, report) => reportProblems({ definitions, kinds: ['function'], code: unknownFunction }, report),
};
