import { defineCode } from '../define-code.ts';

export const typescriptSyntax = defineCode<{ complaint: string }>({
  code: 'PLM040',
  slug: 'typescript-syntax',
  severity: 'error',
  message: (p) => `this is not TypeScript: ${p.complaint}`,
  why: 'a file that cannot be parsed defines nothing',
  help: 'correct the syntax; an editor shows the same place',
});
