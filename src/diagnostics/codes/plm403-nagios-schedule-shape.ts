import { defineCode } from '../define-code.ts';

export const nagiosScheduleShape = defineCode<{ id: string; why: string }>({
  code: 'PLM403',
  slug: 'nagios-schedule-shape',
  severity: 'error',
  message: (p) => `no time period of Nagios has exactly the hours of \`${p.id}\``,
  label: (p) => p.why,
  why: (p) => `${p.why}; a period that is nearly right would silence somebody at the wrong hour`,
  help: 'split it into schedules for separate checks, or make the hours of a part of the year the same on all weekdays',
});
