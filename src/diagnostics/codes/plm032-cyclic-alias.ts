import { defineCode } from '../define-code.ts';

export const cyclicAlias = defineCode<{ alias: string }>({
  code: 'PLM032',
  slug: 'cyclic-alias',
  severity: 'error',
  message: (p) => `\`*${p.alias}\` stands inside the value it repeats`,
  why: 'a value that contains itself has no end',
  help: 'write the inner value out, or anchor a part that does not contain it',
});
