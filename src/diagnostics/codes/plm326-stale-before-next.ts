import { defineCode } from '../define-code.ts';

export const staleBeforeNext = defineCode<{ metric: string; stale: string; every: string }>({
  code: 'PLM326',
  slug: 'stale-before-next',
  severity: 'error',
  message: (p) => `\`${p.metric}\` counts as stale after ${p.stale}, before the next look after ${p.every}`,
  label: (p) => `less than ${p.every}`,
  why: 'the value would be unknown most of the time',
  help: (p) => `use at least ${p.every}`,
});
