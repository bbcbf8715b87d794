import { scheduleNever } from '../../diagnostics/codes/plm327-schedule-never.ts';
import type { Rule } from './rule.ts';

export const scheduleHours: Rule = {
  name: 'schedule-hours',
  check: ({ definitions, models }, report) => {
    for (const { schedules } of models)
      for (const { id, rules } of schedules) {
        const entry = definitions.schedules.get(id);
        const hasHours = rules.some(({ days, ranges }) => days.length > 0 && ranges.length > 0);
        if (entry !== undefined && !hasHours) report(scheduleNever({ schedule: id }, entry.locate(['hours'])));
      }
  },
};
