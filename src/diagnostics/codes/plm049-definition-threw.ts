import { defineCode } from '../define-code.ts';

export const definitionThrew = defineCode<{ thrown: string }>({
  code: 'PLM049',
  slug: 'definition-threw',
  severity: 'error',
  message: (p) => `the file threw ${p.thrown}`,
  label: 'thrown here',
  why: 'a file that does not run to its end defines nothing',
  help: 'correct the cause; `node` or a unit test of the function shows more',
});
