import { defineCode } from '../define-code.ts';

export const prometheusProbeDiffers = defineCode<{ check: string; difference: string }>({
  code: 'PLM431',
  slug: 'prometheus-probe-differs',
  severity: 'info',
  message: (p) => `Prometheus looks at \`${p.check}\` in a way that is only nearly the same`,
  label: 'nearly the same',
  why: (p) => p.difference,
  help: 'expect a difference between the backends in that case',
});
