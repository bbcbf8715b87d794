import { checkSchema } from '../../definitions/check.ts';
import { groupSchema, hostSchema } from '../../definitions/inventory.ts';
import { metricSchema } from '../../definitions/metric.ts';
import { scheduleSchema } from '../../definitions/schedule.ts';
import { teamSchema } from '../../definitions/team.ts';
import { thresholdSchema } from '../../definitions/threshold.ts';

/** The schema of each kind of definition. */
export const schemas = {
  teams: teamSchema,
  schedules: scheduleSchema,
  hosts: hostSchema,
  groups: groupSchema,
  metrics: metricSchema,
  thresholds: thresholdSchema,
  checks: checkSchema,
};
