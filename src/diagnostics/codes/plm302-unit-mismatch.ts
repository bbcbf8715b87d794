import { defineCode } from '../define-code.ts';

export const unitMismatch = defineCode<{ value: string; family: string; unit: string; metric: string }>({
  code: 'PLM302',
  slug: 'unit-mismatch',
  severity: 'error',
  message: (p) => `\`${p.value}\` is ${p.family}, but \`${p.metric}\` is measured in ${p.unit}`,
  label: (p) => `${p.unit} expected`,
  why: 'a limit in another dimension would compare numbers that have nothing to do with each other',
  help: (p) => `write the limit in ${p.unit} or a unit that converts to it`,
});
