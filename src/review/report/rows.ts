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
  /** How far limits move, new by old, where that is a number: smallest, middle, greatest. */
  readonly ratios?: { readonly min: number; readonly median: number; readonly max: number };
}

/** Changes this bad stand alone until there are so many that nobody would read them. */
const serious: ReadonlySet<ChangeClass> = new Set(['C4', 'C5', 'C6']);
const mostSerious = 40;

const shown = ({ kind, before, after }: Facet): string => `${kind} ${before ?? ''} ${after ?? ''}`;
const deltaOf = ({ facets }: PlannedChange): string =>
  facets
    .filter(({ kind }) => kind !== 'text')
    .map(shown)
    .join('\n');
const kindsOf = ({ facets }: PlannedChange): string => facets.map(({ kind }) => kind).join(' ');

const keyOf = (change: PlannedChange, alone: boolean): string => {
  const { kind, action, direction, cause, id, owner } = change;
  const own = [change.class, kind, action, direction];
  if (alone) return [...own, id].join('\n');
  const team = serious.has(change.class) ? (owner ?? '') : '';
  return [...own, team, ...(cause === undefined ? [kindsOf(change), deltaOf(change)] : [cause.kind, cause.id])].join('\n');
};

/** The first limit of a level on both sides, new by old. */
const ratioOf = ({ facets }: PlannedChange): number | undefined => {
  const facet = facets.find((one) => one.kind === 'limits');
  if (facet?.kind !== 'limits' || facet.drawn.before.unit !== facet.drawn.after.unit) return undefined;
  for (const level of ['critical', 'warning'] as const) {
    for (const now of facet.drawn.after.limits) {
      const old = facet.drawn.before.limits.find(({ form }) => form === now.form);
      const [a, b] = [old?.[level], now[level]];
      if (a === undefined || b === undefined || !('value' in a) || !('value' in b) || a.value === b.value || a.value === 0) continue;
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

const rowOf = (members: Row['members']): Row => {
  const ratios = ratiosOf(members);
  const [first] = members;
  const isUniform = members.every((change) => deltaOf(change) === deltaOf(first));
  return { class: first.class, members, isUniform, ...(ratios === undefined ? {} : { ratios }) };
};

const order = ({ class: worst, members }: Row): string => {
  const [first] = members;
  return `${classes.length - classes.indexOf(worst)} ${first.kind === 'checks' ? 0 : 1} ${String(9_999_999 - members.length)} ${first.kind} ${first.id}`;
};

/** The changes of a plan as rows, worst class first, and among those the ones that reach most. */
export const rowsOf = ({ changes }: Pick<Plan, 'changes'>): readonly Row[] => {
  const alone = changes.filter((change) => serious.has(change.class)).length <= mostSerious;
  const groups = new Map<string, [PlannedChange, ...PlannedChange[]]>();
  for (const change of changes) {
    const key = keyOf(change, alone && serious.has(change.class));
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [change]);
    else known.push(change);
  }
  return [...groups.values()].map(rowOf).toSorted((a, b) => compareText(order(a), order(b)));
};
