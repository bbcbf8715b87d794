import { defineCode } from '../define-code.ts';

export const selectsNothing = defineCode<{ cause: 'buckets' } | { cause: 'matchers'; label: string }>({
  code: 'PLM380',
  slug: 'selects-nothing',
  severity: 'warning',
  message: (p) =>
    p.cause === 'buckets' ? 'quantiles of buckets that have lost `le` give nothing' : `the matchers of \`${p.label}\` exclude each other`,
  label: 'always empty',
  why: 'whatever is measured, there is nothing here to look at: it only seems to be watched',
  help: (p) =>
    p.cause === 'buckets' ? 'keep `le`: `sum by (le, …) (…)`' : `keep one of the two; for either of two values write \`=~"a|b"\``,
});
