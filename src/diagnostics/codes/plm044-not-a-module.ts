import { defineCode } from '../define-code.ts';

export const notAModule = defineCode<{ specifier: string }>({
  code: 'PLM044',
  slug: 'not-a-module',
  severity: 'error',
  message: (p) => `\`${p.specifier}\` is neither TypeScript, JavaScript nor JSON`,
  label: 'cannot be imported',
  why: 'only these can become part of a definition; native and other files would need more than the sandbox has',
  help: 'import a `.ts`, `.js` or `.json` file',
});
