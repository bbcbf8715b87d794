import { defineCode } from '../define-code.ts';

export const burnWindows = defineCode<{ tier: string; long: string; short: string }>({
  code: 'PLM313',
  slug: 'burn-windows',
  severity: 'error',
  message: (p) => `the short window of tier \`${p.tier}\` is not shorter than the long one`,
  label: (p) => `${p.short} is not less than ${p.long}`,
  why: 'the short window is what ends the alert soon after the errors end',
  help: 'use a short window of about a twelfth of the long one',
});
