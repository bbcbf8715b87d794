import type { AlertLevel } from '../model/limits.ts';
import type { Check, Urgency } from '../model/model.ts';

/**
 * Labels that rules put on alerts, and that routes and inhibition match. A series' own label of that name is overwritten where
 * the rule sets it: `alertname`, `check`, `severity`, `team` and `urgency` always, which are all that routes ask.
 *
 * `check` is there on every alert of a check, and so is the host's label wherever the check has hosts. `tier` names a tier of a burn
 * rate: every tier that burns is an alert of its own, with `tier` and `window` (its long window), so that a tier with a greater `burn`
 * may silence slower ones of the same check. `problem` stands beside `severity="unknown"`, `escalation` (1, 2, …) on the twins of an
 * alert, `measure` where a probe's measure is held against limits, `stage="dark"` on what tells nobody.
 */
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

/** Value of `urgency` on what tells nobody. */
export const silent = 'none';

/** Value of `severity` on the alerts of a check. */
export type AlertSeverity = AlertLevel | typeof unknownSeverity;

/**
 * Value of `urgency` on the alerts of one severity: a check without an answer is told as its worst level would be, a dark one not at
 * all. Routes ask this label, which every rule sets, and not `stage`, which a series may bring along.
 */
export const urgencyOf = ({ notify, stage }: Pick<Check, 'notify' | 'stage'>, severity: AlertSeverity): Urgency | typeof silent => {
  if (stage === 'dark') return silent;
  return (severity === unknownSeverity ? (notify.critical ?? notify.warning) : notify[severity]) ?? silent;
};

const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;

/** `offline-queue` becomes `OfflineQueue`. Digits that would run together are kept apart: `shard-1-2` is `Shard1_2`. */
export const alertName = (checkId: string): string =>
  checkId
    .replace(/(?<=\d)[-./](?=\d)/g, '_')
    .split(/[-./]/)
    .map(capital)
    .join('');
