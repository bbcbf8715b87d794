import { defineCode } from '../define-code.ts';

export const outOfRange = defineCode<{ /** With the marks of a quotation, when it is the user's. */ value: string; problem: string }>({
  code: 'PLM110',
  slug: 'out-of-range',
  severity: 'error',
  message: (p) => `${p.value} is out of range: ${p.problem}`,
  label: (p) => p.problem,
  why: 'a value outside its range has no meaning',
  help: (p) => `choose a value that fits: ${p.problem}`,
});
