import { defineCode } from '../define-code.ts';

export const malformedPromql = defineCode<{ message: string; help: string | undefined }>({
  code: 'PLM360',
  slug: 'malformed-promql',
  severity: 'error',
  message: (p) => p.message,
  why: 'Prometheus refuses a rule file as a whole when one expression in it does not parse',
  help: (p) => p.help ?? 'correct the expression; `promtool query instant` shows what one gives',
});
