import { wrongArgument } from '../../diagnostics/codes/plm361-wrong-argument.ts';
import { reportProblems } from '../analysis/expression-problems.ts';
import type { Rule } from './rule.ts';

export const promqlArguments: Rule = {
  name: 'promql-arguments',
  check: ({ definitions }, report) => reportProblems({ definitions, kinds: ['arguments', 'type'], code: wrongArgument }, report),
};
