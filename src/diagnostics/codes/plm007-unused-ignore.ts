import { defineCode } from '../define-code.ts';

export const unusedIgnore = defineCode<{ code: string }>({
  code: 'PLM007',
  slug: 'unused-ignore',
  severity: 'warning',
  message: (p) => `nothing here gives \`${p.code}\` any more`,
  label: 'not needed',
  why: 'an `ignore` that stays behind would hide the next warning of its kind',
  help: 'delete the entry',
});
