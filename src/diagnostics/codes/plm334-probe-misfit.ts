import { defineCode } from '../define-code.ts';

export const probeMisfit = defineCode<{ problem: string; help: string }>({
  code: 'PLM334',
  slug: 'probe-misfit',
  severity: 'error',
  message: (p) => p.problem,
  label: 'cannot be asked like this',
  why: 'a probe is looked at by several backends; what one of them would drop, or read differently, is not written',
  help: (p) => p.help,
});
