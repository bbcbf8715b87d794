import type { z } from 'zod';
import type { checkSchema, checkSubjects } from './check.ts';
import type { groupSchema, hostSchema } from './inventory.ts';
import type { metricSchema } from './metric.ts';
import type { scheduleSchema } from './schedule.ts';
import type { teamSchema } from './team.ts';
import type { limitShape, thresholdSchema } from './threshold.ts';

type Subject = (typeof checkSubjects)[number];
type Only<T, All extends keyof T, K extends All> = Required<Pick<T, K>> & { readonly [Other in Exclude<All, K>]?: never };
type ExactlyOne<T, K extends keyof T> = Omit<T, K> & { [One in K]: Only<T, K, One> }[K];
type AtLeastOne<T, K extends keyof T> = T & { [One in K]: Required<Pick<T, One>> }[K];

type RawCheck = z.input<typeof checkSchema>;
type RawThreshold = z.input<typeof thresholdSchema>;
type RawMetric = z.input<typeof metricSchema>;

export type TeamInput = z.input<typeof teamSchema>;
export type ScheduleInput = z.input<typeof scheduleSchema>;
export type HostInput = z.input<typeof hostSchema>;
export type GroupInput = z.input<typeof groupSchema>;
export type MetricInput = Omit<RawMetric, 'from'> & { readonly from: AtLeastOne<RawMetric['from'], keyof RawMetric['from']> };
export type ThresholdInput = AtLeastOne<ExactlyOne<RawThreshold, 'metric' | 'unit'>, keyof typeof limitShape>;
export type CheckInput = ExactlyOne<RawCheck, Subject>;
/** Part of any definition. */
export type Defaults =
  | Partial<RawCheck>
  | Partial<RawThreshold>
  | Partial<RawMetric>
  | Partial<TeamInput>
  | Partial<HostInput>
  | Partial<GroupInput>
  | Partial<ScheduleInput>;
