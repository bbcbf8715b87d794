import { type AlertLevel, hasLevel, isOneSided, type Limits } from '../../model/limits.ts';
import type { Check, Variant } from '../../model/model.ts';
import { alertName } from '../alert-labels.ts';
import { clearing } from './limits.ts';
import { ruleLabels } from './rules.ts';
import type { Labels } from './text.ts';

/** Alerts whose state is asked for: those of a check, or of one of its measures. */
export interface Raised {
  readonly check: Check;
  /** Labels of its alerts beside the common ones. */
  readonly labels: Labels;
  readonly variants: readonly Variant[];
  /** Only alerts of this level; of all levels when left out. */
  readonly level?: AlertLevel;
}

const levels = ['critical', 'warning'] as const satisfies readonly AlertLevel[];

/** The level in which a raised state is held: the mildest the limits have. */
export const mildest = (limits: Limits): AlertLevel => (hasLevel(limits, 'warning') ? 'warning' : 'critical');

export const hasClear = (limits: Limits): boolean => limits.some((form) => isOneSided(form) && form.clear !== undefined);

/** What ALERTS has from the rule and not from the series that was compared. */
const added = ({ check, labels }: Raised): string =>
  ['alertname', 'alertstate', ...Object.keys(ruleLabels({ level: 'critical', labels }, check))].sort().join(', ');

/**
 * The alerts that limits have raised, told or still pending, as they were at the last evaluation. Neither the twins of an escalation,
 * nor the alerts that say there is no answer.
 */
const raisedAlerts = ({ check, labels, variants, level: only }: Raised): string => {
  const known = levels.filter((level) => (only ?? level) === level && variants.some(({ limits }) => hasLevel(limits, level)));
  const severity = known.length === 1 ? `severity="${known.join()}"` : `severity=~"${known.join('|')}"`;
  const measure = labels['measure'] === undefined ? '' : `,measure="${labels['measure']}"`;
  return `ALERTS{alertname="${alertName(check.id)}",check="${check.id}",escalation=""${measure},${severity}}`;
};

/** Present exactly while `value` was raised and has not passed `clear`; none where `level` is not the one that is held. */
export const holding = (value: string, { limits, level }: { limits: Limits; level: AlertLevel }, raised: Raised): readonly string[] => {
  if (mildest(limits) !== level || !hasClear(limits)) return [];
  const terms = clearing(value, limits);
  const beyond = terms.length === 1 ? terms.join() : `(${terms.join(' or ')})`;
  return [`(${beyond} and ignoring (${added(raised)}) ${raisedAlerts(raised)})`];
};
