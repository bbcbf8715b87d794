import { defineCode } from '../define-code.ts';

export const firesNever = defineCode({
  code: 'PLM378',
  slug: 'fires-never',
  severity: 'warning',
  message: 'this expression never has a result, so the alert never fires',
  why: 'its conditions exclude each other, or compare with NaN, which is never passed: it only looks as if it watched',
  help: 'correct the limits, or use `or` where one of two conditions is enough',
});
