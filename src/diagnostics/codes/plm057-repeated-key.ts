import { defineCode } from '../define-code.ts';

export const repeatedKey = defineCode<{ key: string }>({
  code: 'PLM057',
  slug: 'repeated-key',
  severity: 'error',
  message: (p) => `\`${p.key}\` is given twice in one object`,
  label: 'given again',
  why: 'the first of them is silently lost',
  help: 'remove or rename one of them',
});
