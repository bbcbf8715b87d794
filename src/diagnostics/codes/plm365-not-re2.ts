import { defineCode } from '../define-code.ts';

export const notRe2 = defineCode<{ message: string; help: string | undefined }>({
  code: 'PLM365',
  slug: 'not-re2',
  severity: 'error',
  message: (p) => p.message,
  why: 'Prometheus matches with RE2, which has no look-around and no backreferences, and refuses what RE2 refuses',
  help: (p) => p.help ?? 'write a regular expression in the syntax of RE2',
});
