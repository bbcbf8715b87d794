import { defineCode } from '../define-code.ts';

export const pageLost = defineCode<{ check: string; level: string; team: string; why: string }>({
  code: 'PLM454',
  slug: 'page-lost',
  severity: 'error',
  message: (p) => `a ${p.level} page of \`${p.check}\` for \`${p.team}\` would reach nobody`,
  label: 'nobody would be paged',
  why: (p) => p.why,
  help: 'give the check an id or hours with which its pages arrive; `amtool config routes test` shows the way of an alert',
});
