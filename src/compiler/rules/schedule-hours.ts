import type { ScheduleDefinition } from '../../definitions/schedule.ts';
import { scheduleNever } from '../../diagnostics/codes/plm327-schedule-never.ts';
import { listOf } from '../link/context.ts';
import type { Rule } from './rule.ts';

const isIdle = (list: string | readonly string[] | undefined): boolean => list !== undefined && listOf(list).length === 0;

const hasHours = ({ days, times, months, dates }: ScheduleDefinition['hours'][number]): boolean =>
  ![days, times, months, dates].some(isIdle);

export const scheduleHours: Rule = {
  name: 'schedule-hours',
  check: ({ definitions: { schedules } }, report) => {
    for (const [id, entry] of schedules) {
      if (!entry.value.hours.some(hasHours)) report(scheduleNever({ schedule: id }, entry.locate(['hours'])));
    }
  },
};
