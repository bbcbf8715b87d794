import { compareText } from '../base/compare.ts';
import { uniqueNeeds } from './needs.ts';
import type { Need, Plan, PlannedChange } from './plan.ts';

export interface Machinery {
  readonly id: string;
  readonly why: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly needs: readonly Need[];
}

/** A change of what generates the output, which no definition shows. */
export const machineryChange = ({ id, why, before, after, needs }: Machinery): PlannedChange => ({
  kind: 'settings',
  id,
  action: 'changed',
  class: 'C6',
  direction: 'opaque',
  facets: [{ kind: 'executes', relation: 'both', before, after }],
  needs,
  hosts: { before: 0, after: 0 },
  receivers: { before: [], after: [] },
  pages: { before: false, after: false },
  resets: [],
  why,
});

/** A plan with changes of the machinery, which are the worst there are. */
export const withMachinery = (plan: Plan, changes: readonly PlannedChange[]): Plan =>
  changes.length === 0
    ? plan
    : {
        ...plan,
        class: 'C6',
        changes: [...changes.toSorted((a, b) => compareText(a.id, b.id)), ...plan.changes],
        counts: { ...plan.counts, changed: plan.counts.changed + changes.length, opaque: plan.counts.opaque + changes.length },
        needs: uniqueNeeds([...plan.needs, ...changes.flatMap(({ needs }) => needs)]),
      };
