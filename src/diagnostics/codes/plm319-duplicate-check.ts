import { defineCode } from '../define-code.ts';

export const duplicateCheck = defineCode<{ check: string; other: string; host: string }>({
  code: 'PLM319',
  slug: 'duplicate-check',
  severity: 'error',
  message: (p) => `\`${p.check}\` watches the same as \`${p.other}\` on \`${p.host}\``,
  why: 'one problem would be reported twice, and half of a fix would look like all of it',
  help: 'keep one of the two, or watch different hosts',
});
