import { defineCode } from '../define-code.ts';

export const outOfRange = defineCode<{ value: string; problem: string }>({
  code: 'PLM110',
  slug: 'out-of-range',
  severity: 'error',
  message: (p) => `\`${p.value}\` is out of range: ${p.problem}`,
  label: (p) => p.problem,
  why: 'a value outside its range has no meaning',
  help: (p) => `choose a value that fits: ${p.problem}`,
});
