import { newerPromql } from '../../diagnostics/codes/plm363-newer-promql.ts';
import { reportProblems } from '../analysis/expression-problems.ts';
import type { Rule } from './rule.ts';

export const promqlVersion: Rule = {
  name: 'promql-version',
  check: ({ definitions }, report) => reportProblems({ definitions, kinds: ['version'], code: newerPromql }, report),
};
