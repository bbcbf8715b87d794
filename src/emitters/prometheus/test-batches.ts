import { anything } from './expressions.ts';
import type { TestPlan } from './plan.ts';
import type { Owned } from './rules.ts';

export interface OwnedTest {
  readonly plan: TestPlan;
  readonly owned: Owned;
}

/** Tests whose series do not meet, so that promtool evaluates the rules once for all of them. */
export interface Batch {
  readonly tests: OwnedTest[];
  readonly gives: Set<string>;
  readonly reads: Set<string>;
}

const bareName = (key: string): string => key.split('|')[0] ?? key;

/** `name|check` leaves a trace for those who ask for all of `name`. */
const within = (keys: readonly string[]): readonly string[] =>
  keys.flatMap((key) => (key.includes('|') ? [key, `${bareName(key)}|`] : [key]));

const meets = (keys: readonly string[], taken: ReadonlySet<string>): boolean =>
  taken.has(anything) ||
  keys.some((key) => {
    if (key === anything) return taken.size > 0;
    return taken.has(key) || taken.has(bareName(key)) || (!key.includes('|') && taken.has(`${key}|`));
  });

const fits = ({ plan, owned }: OwnedTest, batch: Batch): boolean =>
  !meets(plan.gives, batch.reads) && !meets(plan.reads, batch.gives) && !batch.gives.has(`=${owned.check.id}`);

const add = (test: OwnedTest, batch: Batch): void => {
  batch.tests.push(test);
  for (const key of within(test.plan.gives)) batch.gives.add(key);
  for (const key of within(test.plan.reads)) batch.reads.add(key);
  batch.gives.add(`=${test.owned.check.id}`);
};

/** Puts every test into the first batch where its series and rules meet nobody else's. */
export const batchesOf = (tests: readonly OwnedTest[]): readonly Batch[] => {
  const batches: Batch[] = [];
  for (const test of tests) {
    let batch = batches.find((one) => fits(test, one));
    if (batch === undefined) {
      batch = { tests: [], gives: new Set(), reads: new Set() };
      batches.push(batch);
    }
    add(test, batch);
  }
  return batches;
};
