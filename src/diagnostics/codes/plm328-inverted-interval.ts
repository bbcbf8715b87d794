import { defineCode } from '../define-code.ts';

export const invertedInterval = defineCode<{ low: string; high: string }>({
  code: 'PLM328',
  slug: 'inverted-interval',
  severity: 'error',
  message: `the interval ends before it starts`,
  label: (p) => `${p.high} is less than ${p.low}`,
  why: 'no value lies in such an interval, and every value outside',
  help: 'swap the two ends',
});
