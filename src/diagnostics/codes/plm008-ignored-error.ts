import { defineCode } from '../define-code.ts';

export const ignoredError = defineCode<{ code: string }>({
  code: 'PLM008',
  slug: 'ignored-error',
  severity: 'error',
  message: (p) => `\`${p.code}\` is an error and cannot be ignored`,
  why: 'an error means that what is generated would be wrong',
  help: 'correct the definition, and delete the entry',
});
