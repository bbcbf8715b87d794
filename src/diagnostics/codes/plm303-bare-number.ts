import { defineCode } from '../define-code.ts';

export const bareNumber = defineCode<{ value: string; unit: string; example: string }>({
  code: 'PLM303',
  slug: 'bare-number',
  severity: 'error',
  message: (p) => `\`${p.value}\` needs a unit`,
  label: (p) => `${p.example}?`,
  why: (p) => `the metric is in ${p.unit}; a bare number would leave open what the author had in mind`,
  help: (p) => `write \`${p.example}\` if that is what you mean`,
});
