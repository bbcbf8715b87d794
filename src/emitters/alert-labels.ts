import type { AlertLevel } from '../model/limits.ts';
import type { Check, Urgency } from '../model/model.ts';

/** Labels that rules put on alerts, and that routes and inhibition match. A series' own label of that name would be overwritten. */
export const alertLabels = [
  'alertname',
  'check',
  'escalation',
  'measure',
  'problem',
  'severity',
  'stage',
  'team',
  'tier',
  'urgency',
  'window',
] as const;

/** Value of `severity` on alerts that say a check gives no answer; what is wrong stands in `problem`. */
export const unknownSeverity = 'unknown';
/** Values of `problem` beside {@link unknownSeverity}: no series, a series that is too old, a value that is no number. */
export type Problem = 'missing' | 'stale' | 'nan';

/** Name of the alert that always fires: when it no longer arrives, the way from the rules to the receivers is broken. */
export const watchdogName = 'PlimsollWatchdog';

/** Value of `urgency` on a level that tells nobody. */
export const silent = 'none';

/** Value of `urgency` on the alerts of one level. */
export const urgencyOf = (check: Check, level: AlertLevel): Urgency | typeof silent => check.notify[level] ?? silent;

const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;

/** `offline-queue` becomes `OfflineQueue`. Digits that would run together are kept apart: `shard-1-2` is `Shard1_2`. */
export const alertName = (checkId: string): string =>
  checkId
    .replace(/(?<=\d)[-./](?=\d)/g, '_')
    .split(/[-./]/)
    .map(capital)
    .join('');
