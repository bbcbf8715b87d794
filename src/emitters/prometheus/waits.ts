import type { Check } from '../../model/model.ts';
import type { AlertPlan } from './plan.ts';

/** How long an alert is pending. */
export const waitOf = ({ lastsMs }: AlertPlan, { timing, firstDelayMs = 0 }: Check): number => lastsMs ?? timing.forMs + firstDelayMs;
