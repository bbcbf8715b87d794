import { defineCode } from '../define-code.ts';

export const notEvaluated = defineCode({
  code: 'PLM058',
  slug: 'not-evaluated',
  severity: 'error',
  message: 'the file was not evaluated: others used up the steps of all files',
  why: 'many files that do not come to an end would otherwise stop the build for minutes',
  help: 'correct the other findings first',
});
