import { defineCode } from '../define-code.ts';

export const inexactSchedule = defineCode<{ schedule: string; why: string }>({
  code: 'PLM448',
  slug: 'inexact-schedule',
  severity: 'info',
  message: (p) => `Alertmanager cannot keep the hours of \`${p.schedule}\` exactly`,
  label: 'not exact on Alertmanager',
  why: (p) => p.why,
  help: 'make the dates of the exceptions disjoint',
});
