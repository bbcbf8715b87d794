import { defineCode } from '../define-code.ts';

export const forAndAttempts = defineCode({
  code: 'PLM306',
  slug: 'for-and-attempts',
  severity: 'error',
  message: `\`for\` and \`attempts\` say the same thing twice`,
  label: 'keep one',
  why: 'each follows from the other and `retry`; two values could contradict each other',
  help: 'keep one of them',
});
