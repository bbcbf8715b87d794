import { defineCode } from '../define-code.ts';

export const noApprovals = defineCode<{ file: string; why: string }>({
  code: 'PLM502',
  slug: 'no-approvals',
  severity: 'error',
  message: (p) => `\`${p.file}\` holds no approvals: ${p.why}`,
  why: 'who agreed cannot be guessed, so nothing passes',
  help: 'write `{ "version": 1, "authors": [], "approvals": [] }` with what the code host says',
});
