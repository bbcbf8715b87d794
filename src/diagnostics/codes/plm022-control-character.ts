import { defineCode } from '../define-code.ts';

export const controlCharacter = defineCode<{ name: string }>({
  code: 'PLM022',
  slug: 'control-character',
  severity: 'error',
  message: (p) => `control character ${p.name} in the text`,
  why: 'it is invisible in review, and the daemons cut or misread a line at it',
  help: 'delete it; inside a double-quoted text write it as an escape such as `\\t`',
});
