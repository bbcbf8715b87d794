import { defineCode } from '../define-code.ts';

export const wrongType = defineCode<{ expected: string; found: string }>({
  code: 'PLM103',
  slug: 'wrong-type',
  severity: 'error',
  message: (p) => `expected ${p.expected}, found ${p.found}`,
  label: (p) => `not ${p.expected}`,
  why: 'a value of another type would have to be guessed at',
  help: (p) => `write ${p.expected} here`,
});
