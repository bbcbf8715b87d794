import { defineCode } from '../define-code.ts';

export const emptyGroup = defineCode<{ check: string; on: string }>({
  code: 'PLM314',
  slug: 'empty-group',
  severity: 'error',
  message: (p) => `there is no host in \`${p.on}\``,
  label: 'nothing to look at',
  why: 'the check would never run anywhere, and look as if it watched',
  help: 'add hosts to the group, or delete the check',
});
