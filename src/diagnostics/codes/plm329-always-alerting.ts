import { defineCode } from '../define-code.ts';

export const alwaysAlerting = defineCode<{ limits: readonly string[] }>({
  code: 'PLM329',
  slug: 'always-alerting',
  severity: 'error',
  message: (p) => `no value is ok: ${p.limits.join(' and ')} leave nothing between them`,
  why: 'an alert that is always on is never read',
  help: 'move the limits apart, or into the range of the metric',
});
