import { defineCode } from '../define-code.ts';

export const expiredIgnore = defineCode<{ code: string; until: string }>({
  code: 'PLM009',
  slug: 'expired-ignore',
  severity: 'warning',
  message: (p) => `ignoring \`${p.code}\` ended on ${p.until}`,
  label: 'expired',
  why: 'the author gave the exception until this day',
  help: 'settle what was put off, or give a new date and reason',
});
