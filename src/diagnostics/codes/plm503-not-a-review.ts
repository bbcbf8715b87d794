import { defineCode } from '../define-code.ts';

export const notAReview = defineCode<{ file: string; why: string }>({
  code: 'PLM503',
  slug: 'not-a-review',
  severity: 'error',
  message: (p) => `\`${p.file}\` holds no review: ${p.why}`,
  why: 'a report is made from the review alone, and nothing of it is guessed',
  help: 'write it with `plimsoll diff --format json`, and hand it over unchanged',
});
