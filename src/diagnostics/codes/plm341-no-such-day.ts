import { defineCode } from '../define-code.ts';

export const noSuchDay = defineCode<{ value: string }>({
  code: 'PLM341',
  slug: 'no-such-day',
  severity: 'error',
  message: (p) => `\`${p.value}\` is not a day of the calendar`,
  why: 'a date that never comes would never take effect',
  help: 'correct the date',
});
