import { defineCode } from '../define-code.ts';

export const scheduleNever = defineCode<{ schedule: string }>({
  code: 'PLM327',
  slug: 'schedule-never',
  severity: 'error',
  message: (p) => `\`${p.schedule}\` has no hours at all`,
  why: 'whatever it governs would never tell anybody',
  help: 'give it hours; days, months and dates of a rule hold together, and exceptions take out of them',
});
