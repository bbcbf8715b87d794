import { defineCode } from '../define-code.ts';

export const nodeBuiltin = defineCode<{ specifier: string; within: string }>({
  code: 'PLM043',
  slug: 'node-builtin',
  severity: 'error',
  message: (p) => `\`${p.specifier}\` is a built-in module of Node, which a definition cannot use`,
  label: (p) => (p.within === '' ? 'not available' : `imported by ${p.within}`),
  why: 'a definition is data: the same source must give the same result on every machine, and a pull request must not run code there',
  help: 'write the values into the estate, or generate a file of them beforehand and import that',
});
