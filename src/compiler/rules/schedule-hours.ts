import { scheduleNever } from '../../diagnostics/codes/plm327-schedule-never.ts';
import { hasHours } from '../../model/schedule-hours.ts';
import type { Schedule } from '../../model/schedule.ts';
import { listOf } from '../link/context.ts';
import type { Rule } from './rule.ts';

type Written = string | readonly string[] | undefined;

const isIdle = (list: Written): boolean => list !== undefined && listOf(list).length === 0;

/** Something in it was malformed, which is reported: nobody knows when it was meant to hold. */
const isPartial = ({ rules, exceptions }: Schedule): boolean =>
  rules.some(({ days, ranges, months, dates }) => [days, ranges, months ?? [1], dates ?? [1]].some((list) => list.length === 0)) ||
  exceptions.some(({ dates }) => dates.length === 0);

export const scheduleHours: Rule = {
  name: 'schedule-hours',
  check: ({ definitions: { schedules }, models: [model] }, report) => {
    for (const schedule of model?.schedules ?? []) {
      const entry = schedules.get(schedule.id);
      const idle = entry?.value.hours.every(({ days, times, months, dates }) => [days, times, months, dates].some(isIdle)) ?? false;
      if (entry !== undefined && (idle || (!isPartial(schedule) && !hasHours(schedule))))
        report(scheduleNever({ schedule: schedule.id }, entry.locate(['hours'])));
    }
  },
};
