import { defineCode } from '../define-code.ts';

export const rateInBurnRate = defineCode<{ over: string }>({
  code: 'PLM379',
  slug: 'rate-in-burn-rate',
  severity: 'error',
  message: (p) => `\`${p.over}\` is taken in the expression of a counter`,
  label: 'already a rate',
  why: 'the burn rate takes the rate itself, once for each of its windows',
  help: 'name the counter alone, without `rate` and without a range',
});
