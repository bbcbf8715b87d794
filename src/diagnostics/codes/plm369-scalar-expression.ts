import { defineCode } from '../define-code.ts';

export const scalarExpression = defineCode({
  code: 'PLM369',
  slug: 'scalar-expression',
  severity: 'error',
  message: 'this expression gives a scalar: one number without labels',
  label: 'no series to tell apart',
  why: 'a number belongs to no host; as a condition it fires for as long as Prometheus runs, whatever the number is',
  help: 'select series, and compare them with the number',
});
