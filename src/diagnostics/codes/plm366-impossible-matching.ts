import { defineCode } from '../define-code.ts';

export const impossibleMatching = defineCode<{ message: string; help: string | undefined }>({
  code: 'PLM366',
  slug: 'impossible-matching',
  severity: 'error',
  message: (p) => p.message,
  why: 'Prometheus refuses a rule file as a whole when two sides of an operator cannot be matched as asked',
  help: (p) => p.help ?? 'match only instant vectors, and only where the operator allows it',
});
