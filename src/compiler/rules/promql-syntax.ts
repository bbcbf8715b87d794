import { malformedPromql } from '../../diagnostics/codes/plm360-malformed-promql.ts';
import { reportProblems } from '../analysis/expression-problems.ts';
import type { Rule } from './rule.ts';

export const promqlSyntax: Rule = {
  name: 'promql-syntax',
  check: ({ definitions }, report) => reportProblems({ definitions, kinds: ['syntax', 'modifier'], code: malformedPromql }, report),
};
