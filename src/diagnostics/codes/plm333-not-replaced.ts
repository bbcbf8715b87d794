import { defineCode } from '../define-code.ts';

export const notReplaced = defineCode<{ text: string; instead: string }>({
  code: 'PLM333',
  slug: 'not-replaced',
  severity: 'warning',
  message: (p) => `\`${p.text}\` stays as it is: nothing takes its place`,
  label: 'passed on literally',
  why: 'an argument is passed on character by character, but for `{address}` and `{host}`',
  help: (p) => `write ${p.instead}`,
});
