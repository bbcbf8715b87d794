import { defineCode } from '../define-code.ts';

export const unknownFunction = defineCode<{ message: string; help: string | undefined }>({
  code: 'PLM362',
  slug: 'unknown-function',
  severity: 'error',
  message: (p) => p.message,
  why: 'Prometheus refuses a rule file as a whole when one function in it does not exist',
  help: (p) => p.help ?? 'use a function of Prometheus 2.42',
});
