import { defineCode } from '../define-code.ts';

export const resultTooLarge = defineCode<{ what: string }>({
  code: 'PLM055',
  slug: 'result-too-large',
  severity: 'error',
  message: (p) => `the file defines too much: ${p.what}`,
  label: 'over the limit',
  why: 'nobody could review it, and every later step would pay for it',
  help: 'split it over several files, or look for the loop that makes too many',
});
