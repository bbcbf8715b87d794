import { defineCode } from '../define-code.ts';

export const forByHost = defineCode({
  code: 'PLM307',
  slug: 'for-by-host',
  severity: 'error',
  message: `\`for\` cannot differ by host`,
  why: 'how long a problem must last belongs to the check as a whole; only its limits differ by host',
  help: 'remove `on`, or give those hosts a check of their own',
});
