import { compareText } from '../../base/compare.ts';
import { type ChangeClass, classes } from '../classes.ts';
import type { Facet } from '../facet.ts';
import type { Plan, PlannedChange } from '../plan.ts';

/** One line of a report: a change, or several that are the same in class and cause. */
export interface Row {
  readonly class: ChangeClass;
  /** At least one; the first stands for all when the row has a single delta. */
  readonly members: readonly [PlannedChange, ...(readonly PlannedChange[])];
  /** Do all members change in the very same way? */
  readonly isUniform: boolean;
  /** What made all of the changes, where that is one definition or file. */
  readonly cause?: NonNullable<PlannedChange['cause']>;
  /** How far limits move, new by old, where that is a number: smallest, middle, greatest. */
  readonly ratios?: { readonly min: number; readonly median: number; readonly max: number };
}

/** Changes this bad stand alone until there are so many that nobody would read them. */
const serious: ReadonlySet<ChangeClass> = new Set(['C4', 'C5', 'C6']);
const mostAlone = 40;

const shown = ({ kind, before, after }: Facet): string => `${kind} ${before ?? ''} ${after ?? ''}`;
const deltaOf = ({ facets }: PlannedChange): string => {
  const real = facets.filter(({ kind }) => kind !== 'text');
  return (real.length === 0 ? facets : real).map(shown).join('\n');
};
const kindsOf = ({ facets }: PlannedChange): string => [...new Set(facets.map(({ kind }) => kind))].toSorted(compareText).join(' ');

const ownKey = ({ class: worst, kind, action, direction }: PlannedChange): readonly string[] => [worst, kind, action, direction];

/** The same cause, or without one the same delta; what is serious also by team. */
const causeKey = (change: PlannedChange): string => {
  const { cause, owner } = change;
  const team = serious.has(change.class) ? (owner ?? '') : '';
  const same = cause === undefined ? [kindsOf(change), deltaOf(change)] : [cause.kind, cause.id];
  return [...ownKey(change), team, ...same].join('\n');
};

/** For changes that have nothing in common with any other but their kind and team. */
const teamKey = (change: PlannedChange): string => [...ownKey(change), change.owner ?? '', kindsOf(change), 'each its own'].join('\n');

/** The first limit of a level on both sides, new by old. */
const ratioOf = ({ facets }: PlannedChange): number | undefined => {
  const facet = facets.find((one) => one.kind === 'limits');
  if (facet?.kind !== 'limits' || facet.drawn.before.unit !== facet.drawn.after.unit) return undefined;
  for (const level of ['critical', 'warning'] as const) {
    for (const now of facet.drawn.after.limits) {
      const old = facet.drawn.before.limits.find(({ form }) => form === now.form);
      const [a, b] = [old?.[level], now[level]];
      if (a === undefined || b === undefined || !('value' in a) || !('value' in b) || a.value === b.value) continue;
      if (a.value * b.value <= 0) return undefined;
      return b.value / a.value;
    }
  }
  return undefined;
};

const ratiosOf = (members: readonly PlannedChange[]): Row['ratios'] => {
  const found = members.flatMap((change) => ratioOf(change) ?? []).toSorted((a, b) => a - b);
  const [min] = found;
  const [median, max] = [found[Math.floor(found.length / 2)], found.at(-1)];
  return min === undefined || median === undefined || max === undefined ? undefined : { min, median, max };
};

const sharedCause = ([first, ...others]: Row['members']): PlannedChange['cause'] =>
  others.every(({ cause }) => cause?.kind === first.cause?.kind && cause?.id === first.cause?.id) ? first.cause : undefined;

const rowOf = (members: Row['members']): Row => {
  const ratios = ratiosOf(members);
  const [first] = members;
  const cause = sharedCause(members);
  const delta = deltaOf(first);
  return {
    class: first.class,
    members,
    isUniform: members.every((change) => deltaOf(change) === delta),
    ...(cause === undefined ? {} : { cause }),
    ...(ratios === undefined ? {} : { ratios }),
  };
};

const order = ({ class: worst, members }: Row): string => {
  const [first] = members;
  return `${classes.length - classes.indexOf(worst)} ${first.kind === 'checks' ? 0 : 1} ${String(99_999_999 - members.length)} ${first.kind} ${first.id}`;
};

type Group = [PlannedChange, ...PlannedChange[]];

const groupsBy = (changes: readonly PlannedChange[], key: (change: PlannedChange) => string): readonly Group[] => {
  const groups = new Map<string, Group>();
  for (const change of changes) {
    const own = key(change);
    const known = groups.get(own);
    if (known === undefined) groups.set(own, [change]);
    else known.push(change);
  }
  return [...groups.values()];
};

/** Where more than a page of changes share their cause with no other, they are put together by team. */
const legible = (groups: readonly Group[]): readonly Group[] => {
  const single = groups.filter(({ length }) => length === 1);
  if (single.length <= mostAlone) return groups;
  return [...groups.filter(({ length }) => length > 1), ...groupsBy(single.flat(), teamKey)];
};

/** The changes of a plan as rows, worst class first, and among those the ones that reach most. */
export const rowsOf = ({ changes }: Pick<Plan, 'changes'>): readonly Row[] => {
  const [grave, others] = [changes.filter((one) => serious.has(one.class)), changes.filter((one) => !serious.has(one.class))];
  const graves = grave.length <= mostAlone ? grave.map((one): Group => [one]) : legible(groupsBy(grave, causeKey));
  return [...graves, ...legible(groupsBy(others, causeKey))].map(rowOf).toSorted((a, b) => compareText(order(a), order(b)));
};
