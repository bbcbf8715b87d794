import { scheduleNever } from '../../diagnostics/codes/plm327-schedule-never.ts';
import { listOf } from '../link/context.ts';
import type { Rule } from './rule.ts';

export const scheduleHours: Rule = {
  name: 'schedule-hours',
  check: ({ definitions: { schedules } }, report) => {
    for (const [id, entry] of schedules) {
      const hasHours = entry.value.hours.some(({ days = 'all', times }) => listOf(days).length > 0 && listOf(times).length > 0);
      if (!hasHours) report(scheduleNever({ schedule: id }, entry.locate(['hours'])));
    }
  },
};
