import { defineCode } from '../define-code.ts';

export const ambiguousName = defineCode<{ id: string }>({
  code: 'PLM203',
  slug: 'ambiguous-name',
  severity: 'error',
  message: (p) => `\`${p.id}\` is both a host and a group`,
  why: '`on: ID` could mean either',
  help: 'rename one of them',
});
