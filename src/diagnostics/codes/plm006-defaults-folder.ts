import { defineCode } from '../define-code.ts';

export const defaultsFolder = defineCode<{ key: string }>({
  code: 'PLM006',
  slug: 'defaults-folder',
  severity: 'error',
  message: (p) => `defaults give keys, not definitions: \`${p.key}\` is a map of its own id`,
  why: '`_defaults` holds the keys that every definition of the folder shares',
  help: 'write the shared keys at the top level of the file',
});
