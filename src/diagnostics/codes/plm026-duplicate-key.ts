import { defineCode } from '../define-code.ts';

export const duplicateKey = defineCode<{ key: string }>({
  code: 'PLM026',
  slug: 'duplicate-key',
  severity: 'error',
  message: (p) => `\`${p.key}\` is given twice in one map`,
  label: 'given again',
  why: 'readers of YAML disagree on which of the two counts, and one of them is lost',
  help: 'remove or rename one of them',
});
