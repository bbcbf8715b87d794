import { defineCode } from '../define-code.ts';

export const rateMismatch = defineCode<{ value: string; unit: string; metric: string }>({
  code: 'PLM308',
  slug: 'rate-mismatch',
  severity: 'error',
  message: (p) => `\`${p.value}\` and \`${p.metric}\` (${p.unit}) are not both rates`,
  why: 'an amount and an amount per time cannot be compared',
  help: (p) => `write the limit in ${p.unit}`,
});
