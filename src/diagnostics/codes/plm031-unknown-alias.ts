import { defineCode } from '../define-code.ts';

export const unknownAlias = defineCode<{ alias: string; help: string }>({
  code: 'PLM031',
  slug: 'unknown-alias',
  severity: 'error',
  message: (p) => `no anchor \`&${p.alias}\` stands above this alias`,
  why: 'an alias repeats a value that was anchored earlier in the same file',
  help: (p) => p.help,
});
