import type { Check } from '../../model/model.ts';

/**
 * `first_notification_delay`, which Nagios counts from the last look that was good, not from the one that settled the problem
 * (notifications.c, `last_time_ok`). So the looks until then are added, and half a look, which keeps a late second from costing a
 * whole one: Nagios tells at the first look that is not before the time asked.
 */
export const firstDelay = ({ timing, firstDelayMs = 0 }: Pick<Check, 'timing' | 'firstDelayMs'>): number | undefined => {
  if (firstDelayMs === 0) return undefined;
  const settledMs = (timing.attempts - 1) * timing.retryMs;
  return settledMs + Math.ceil(firstDelayMs / timing.everyMs) * timing.everyMs + Math.floor(timing.everyMs / 2);
};
