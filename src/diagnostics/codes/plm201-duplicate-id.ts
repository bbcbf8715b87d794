import { defineCode } from '../define-code.ts';

export const duplicateId = defineCode<{ kind: string; id: string }>({
  code: 'PLM201',
  slug: 'duplicate-id',
  severity: 'error',
  message: (p) => `\`${p.id}\` is defined twice`,
  label: 'defined again here',
  why: 'two definitions of one id would make the result depend on the order of files',
  help: 'rename one of them, or delete it',
});
