import { z } from 'zod';
import { idOrList, ignoreList, owner, why } from './common.ts';
import { date, duration, id, interval, metricId, quantity } from './scalars.ts';

const oneSided = z.strictObject({
  warning: quantity.optional(),
  critical: quantity.optional(),
  clear: quantity.optional().describe('A raised state is kept until the value passes back over this.'),
});
const twoSided = z.strictObject({ warning: interval.optional(), critical: interval.optional() });

/** The limit forms; a threshold has at least one. */
export const limitShape = {
  above: oneSided.optional().describe('Alert when the value is greater than the limit.'),
  below: oneSided.optional().describe('Alert when the value is less than the limit.'),
  atLeast: oneSided.optional().describe('Alert when the value is the limit or greater.'),
  atMost: oneSided.optional().describe('Alert when the value is the limit or less.'),
  outside: twoSided.optional().describe('Alert when the value lies beyond either end.'),
  inside: twoSided.optional().describe('Alert when the value lies between the ends or on one.'),
};

const timing = { for: duration.optional(), attempts: z.number().int().positive().max(1000).optional() };

const override = z.strictObject({
  on: idOrList.optional().describe('Groups or hosts it holds for.'),
  environment: id.optional(),
  ...limitShape,
  ...timing,
  why,
  until: date.optional().describe('The last day it holds; afterwards the build asks for a decision.'),
});

/** Limits on a metric, or on a unit for what probes measure. */
export const thresholdSchema = z.strictObject({
  why,
  owner,
  metric: metricId.optional(),
  unit: z.string().optional().describe('For what a probe measures, instead of `metric`.'),
  ...limitShape,
  ...timing,
  overrides: z.array(override).readonly().optional().describe('In order; the last that matches a host wins, limit form by limit form.'),
  ignore: ignoreList,
});

export type ThresholdDefinition = z.infer<typeof thresholdSchema>;
