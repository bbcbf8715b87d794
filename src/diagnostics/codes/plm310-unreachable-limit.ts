import { defineCode } from '../define-code.ts';

export const unreachableLimit = defineCode<{ limit: string; range: string }>({
  code: 'PLM310',
  slug: 'unreachable-limit',
  severity: 'error',
  message: (p) => `\`${p.limit}\` can never be passed`,
  label: (p) => `the metric stays within ${p.range}`,
  why: 'a limit outside the range of its metric never alerts, and looks as if it watched',
  help: 'move the limit into the range, or correct the range of the metric',
});
