import { defineCode } from '../define-code.ts';

export const unreadableFile = defineCode<{ file: string }>({
  code: 'PLM002',
  slug: 'unreadable-file',
  severity: 'error',
  message: (p) => `\`${p.file}\` cannot be read`,
  why: 'a definition that is not read would be missing from what is generated',
  help: 'make it a regular, readable file; symbolic links are not followed',
});
