import { defineCode } from '../define-code.ts';

export const expiredOverride = defineCode<{ until: string }>({
  code: 'PLM316',
  slug: 'expired-override',
  severity: 'error',
  message: (p) => `this override ended on ${p.until}`,
  label: 'has passed',
  why: 'it was agreed to hold until this day; what is generated would go on as if it still did',
  help: 'delete the override, or agree on a new date and reason',
});
