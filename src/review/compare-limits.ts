import type { Limits } from '../model/limits.ts';
import type { Unit } from '../model/unit.ts';
import { combine, type Relation, relationOf } from './relation.ts';
import { alertingOf, includes, scaleBy, type ValueSet } from './value-sets.ts';

/** Limits with the unit their numbers are in. */
export interface Measured {
  readonly limits: Limits;
  readonly unit: Unit;
}

/** How the values that alert have changed, by what they do. */
export interface LimitsRelation {
  readonly critical: Relation;
  readonly raised: Relation;
  readonly held: Relation;
  readonly whole: Relation;
}

const sets = (before: ValueSet, after: ValueSet): Relation => relationOf(includes(after, before), includes(before, after));

/** Can numbers in one unit be said in the other? */
export const isComparable = (a: Unit, b: Unit): boolean => a.family === b.family && a.rate === b.rate;

/**
 * Compares what two thresholds alert on, as sets of values; units are converted exactly. Undefined for units that cannot be
 * compared.
 */
export const compareLimits = (before: Measured, after: Measured): LimitsRelation | undefined => {
  if (!isComparable(before.unit, after.unit)) return undefined;
  const [old, now] = [before, after].map(({ limits, unit }) => alertingOf(limits, scaleBy(unit.factor)));
  if (old === undefined || now === undefined) return undefined;
  const relation = {
    critical: sets(old.critical, now.critical),
    raised: sets(old.raised, now.raised),
    held: combine([sets(old.held, now.held), sets(old.heldCritical, now.heldCritical)]),
  };
  return { ...relation, whole: combine(Object.values(relation)) };
};
