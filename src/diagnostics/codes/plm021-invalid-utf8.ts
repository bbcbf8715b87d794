import { defineCode } from '../define-code.ts';

export const invalidUtf8 = defineCode<{ found: string }>({
  code: 'PLM021',
  slug: 'invalid-utf8',
  severity: 'error',
  message: (p) => `not UTF-8 text: ${p.found}`,
  label: 'first wrong byte',
  why: 'a guess at another encoding could change a name or a text silently',
  help: 'save the file as UTF-8',
});
