import { defineCode } from '../define-code.ts';

export const firesAlways = defineCode({
  code: 'PLM377',
  slug: 'fires-always',
  severity: 'warning',
  message: 'this expression always has a result, so the alert always fires',
  why: 'an alert fires for whatever its expression returns; `or vector(0)` returns 0 just when there is nothing to tell',
  help: 'leave out the part that is always there, or compare the whole: `(… or vector(0)) > 0`',
});
