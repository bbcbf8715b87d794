import { defineCode } from '../define-code.ts';

export const unusedThreshold = defineCode<{ threshold: string }>({
  code: 'PLM318',
  slug: 'unused-threshold',
  severity: 'warning',
  message: (p) => `no check uses the threshold \`${p.threshold}\``,
  why: 'a limit that nothing is held against protects nothing',
  help: 'use it in a check, or delete it',
});
