import { anything } from './expressions.ts';
import type { TestPlan } from './plan.ts';
import type { Owned } from './rules.ts';
import { longestWait } from './unit-test.ts';

export interface OwnedTest {
  readonly plan: TestPlan;
  readonly owned: Owned;
}

/** Tests whose series do not meet, so that promtool evaluates the rules once for all of them. */
export interface Batch {
  readonly tests: OwnedTest[];
  readonly gives: Set<string>;
  readonly reads: Set<string>;
  /** By what expected hosts stand under: the series that are given, and those of the tests that look there. */
  readonly expected: Map<string, string>;
  readonly looking: Map<string, string>;
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

interface Seeking extends OwnedTest {
  /** Series of expected hosts as they would be written: equal texts can be shared. */
  readonly expectation: string;
}

const expectationOf = ({ plan, owned }: OwnedTest): string =>
  JSON.stringify([plan.expects?.inputs, plan.phases, longestWait(plan, owned)], (_, value: unknown) =>
    value === undefined ? 'none' : value,
  );

/** A test that looks for hosts sees those that other tests expect there: they must be its own. */
const agrees = (test: Seeking, batch: Batch): boolean => {
  const { expects } = test.plan;
  if (expects === undefined) return true;
  const isOwn = (other: string | undefined): boolean => other === undefined || other === test.expectation;
  return (
    expects.under.every((under) => isOwn(batch.looking.get(under))) && expects.reads.every((under) => isOwn(batch.expected.get(under)))
  );
};

const fits = (test: Seeking, batch: Batch): boolean => {
  const { plan, owned } = test;
  return (
    agrees(test, batch) && !meets(plan.gives, batch.reads) && !meets(plan.reads, batch.gives) && !batch.gives.has(`=${owned.check.id}`)
  );
};

const add = (test: Seeking, batch: Batch): void => {
  batch.tests.push(test);
  for (const key of within(test.plan.gives)) batch.gives.add(key);
  for (const key of within(test.plan.reads)) batch.reads.add(key);
  batch.gives.add(`=${test.owned.check.id}`);
  const { expects } = test.plan;
  if (expects === undefined) return;
  for (const under of expects.under) batch.expected.set(under, test.expectation);
  for (const under of expects.reads) batch.looking.set(under, test.expectation);
};

/** Puts every test into the first batch where its series and rules meet nobody else's. */
export const batchesOf = (tests: readonly OwnedTest[]): readonly Batch[] => {
  const batches: Batch[] = [];
  for (const owned of tests) {
    const test = { ...owned, expectation: owned.plan.expects === undefined ? '' : expectationOf(owned) };
    let batch = batches.find((one) => fits(test, one));
    if (batch === undefined) {
      batch = { tests: [], gives: new Set(), reads: new Set(), expected: new Map(), looking: new Map() };
      batches.push(batch);
    }
    add(test, batch);
  }
  return batches;
};
