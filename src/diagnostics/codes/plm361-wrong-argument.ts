import { defineCode } from '../define-code.ts';

export const wrongArgument = defineCode<{ message: string; help: string | undefined }>({
  code: 'PLM361',
  slug: 'wrong-argument',
  severity: 'error',
  message: (p) => p.message,
  why: 'Prometheus refuses a rule file as a whole when types in one expression do not fit',
  help: (p) => p.help ?? 'pass what the function takes',
});
