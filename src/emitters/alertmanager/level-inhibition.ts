import { sortedBy } from '../../base/compare.ts';
import type { BurnTier, Check, Model } from '../../model/model.ts';
import { silent, unknownSeverity, urgencyOf } from '../alert-labels.ts';
import { type InhibitRule, onSame } from './inhibit-rule.ts';
import { equals, type Matcher, missing, noneOf, oneOf } from './matchers.ts';
import { pressesAs } from './tellings.ts';

/** Checks whose warning presses more than what is critical: holding it back would hold back a page. */
const upsideDown = ({ checks }: Model): readonly string[] =>
  checks
    .filter(({ notify: { critical, warning } }) => critical !== undefined && warning !== undefined && !pressesAs(critical, warning))
    .map(({ id }) => id);

const critical: readonly Matcher[] = [equals('severity', 'critical'), noneOf('urgency', [silent])];
const milder: readonly Matcher[] = [oneOf('severity', ['warning', unknownSeverity])];

/**
 * A critical alert holds back the warning of the same check, and word that the check gives no answer, on the same host where there is
 * one. Twins of an escalation are held back with the alerts they repeat. A critical that tells nobody holds nothing back: the warning
 * would be the only word of it.
 */
export const levelInhibition = (model: Model): readonly InhibitRule[] => {
  const { hostLabel } = model;
  const except = upsideDown(model);
  const source = except.length === 0 ? critical : [...critical, noneOf('check', ['', ...except])];
  return [
    onSame(['check', hostLabel], source, milder),
    onSame(['check'], [...source, missing(hostLabel)], [...milder, missing(hostLabel)]),
  ];
};

/** Burns more of the budget in the same time, and shows it in a shorter one. */
const isFaster = (one: BurnTier, other: BurnTier): boolean => Number(one.burn) > Number(other.burn) && one.longMs <= other.longMs;

/** The tiers that a tier says all of: the slower ones, as far as they press no more than it does. */
const heldBy = (check: Check, tier: BurnTier, tiers: readonly BurnTier[]): readonly string[] => {
  const urgency = urgencyOf(check, tier.severity);
  if (urgency === silent) return [];
  const isHeld = (other: BurnTier): boolean => {
    const own = urgencyOf(check, other.severity);
    return isFaster(tier, other) && (own === silent || pressesAs(urgency, own));
  };
  return tiers.filter(isHeld).map(({ name }) => name);
};

/** A fast burn holds back the slow ones of the same check. Tiers are named by authors, so that each rule names the checks it is for. */
export const tierInhibition = ({ checks }: Pick<Model, 'checks'>): readonly InhibitRule[] => {
  const rules = new Map<string, { tier: string; held: readonly string[]; ids: string[] }>();
  for (const check of checks) {
    const { subject, id } = check;
    if (subject.kind !== 'burnRate') continue;
    for (const tier of subject.tiers) {
      const held = heldBy(check, tier, subject.tiers);
      const key = [tier.name, ...held].join(' ');
      const known = rules.get(key);
      if (held.length === 0) continue;
      if (known === undefined) rules.set(key, { tier: tier.name, held, ids: [id] });
      else known.ids.push(id);
    }
  }
  return sortedBy(rules, ([key]) => key).map(([, { tier, held, ids }]) =>
    onSame(['check'], [equals('tier', tier), oneOf('check', ids)], [oneOf('tier', held), oneOf('check', ids)]),
  );
};
