import { defineCode } from '../define-code.ts';

export const malformedSchedule = defineCode<{ what: string; value: string; example: string }>({
  code: 'PLM340',
  slug: 'malformed-schedule',
  severity: 'error',
  message: (p) => `\`${p.value}\` is not ${p.what}`,
  label: (p) => `not ${p.what}`,
  why: 'hours that are misread would silence a monitor at the wrong time',
  help: (p) => `write something like \`${p.example}\``,
});
