import { defineCode } from '../define-code.ts';

export const keyNotText = defineCode<{ found: string; help: string }>({
  code: 'PLM027',
  slug: 'key-not-text',
  severity: 'error',
  message: (p) => `${p.found} cannot be a key`,
  label: 'not a text',
  why: 'keys and ids are texts; another kind would be turned into one silently',
  help: (p) => p.help,
});
