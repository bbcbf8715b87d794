import { defineCode } from '../define-code.ts';

export const evaluationTooLong = defineCode({
  code: 'PLM051',
  slug: 'evaluation-too-long',
  severity: 'error',
  message: 'the file does not come to an end within the steps it may take',
  label: 'stopped here',
  why: 'a definition that computes for so long is most likely an endless loop, and would stop every build',
  help: 'end the loop, simplify the regular expression, or compute the values beforehand into a file that is imported',
});
