import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate, type State } from '../../src/model/evaluate.ts';
import type { Bound, Interval, LimitForm, Limits } from '../../src/model/limits.ts';
import type { Check, Model } from '../../src/model/model.ts';
import { compareLimits } from '../../src/review/compare-limits.ts';
import { makePlan } from '../../src/review/make-plan.ts';
import { combine, opposite, type Relation, relationOf } from '../../src/review/relation.ts';
import { bound, sampleCheck, sampleModel, unit } from '../support/sample-model.ts';

const whole: fc.Arbitrary<Bound> = fc.integer({ min: -4, max: 4 }).map((value) => bound(String(value)));
const interval: fc.Arbitrary<Interval> = fc
  .tuple(whole, whole)
  .map(([a, b]) => (a.value <= b.value ? { low: a, high: b } : { low: b, high: a }));

const defined = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;

const form: fc.Arbitrary<LimitForm> = fc.oneof(
  fc
    .record({
      form: fc.constantFrom('above' as const, 'atLeast' as const, 'atMost' as const, 'below' as const),
      warning: fc.option(whole, { nil: undefined }),
      critical: fc.option(whole, { nil: undefined }),
      clear: fc.option(whole, { nil: undefined }),
    })
    .map((one) => defined(one) as LimitForm),
  fc
    .record({
      form: fc.constantFrom('inside' as const, 'outside' as const),
      warning: fc.option(interval, { nil: undefined }),
      critical: fc.option(interval, { nil: undefined }),
    })
    .map((one) => defined(one) as LimitForm),
);
const limits: fc.Arbitrary<Limits> = fc.uniqueArray(form, { minLength: 1, maxLength: 3, selector: (one) => one.form });

/** All values that differ in any way for limits that are whole numbers from -4 to 4. */
const grid = [-Infinity, ...Array.from({ length: 21 }, (_, i) => -5 + i / 2), Infinity];

const tasks = unit('tasks');
const relate = (a: Limits, b: Limits) => compareLimits({ limits: a, unit: tasks }, { limits: b, unit: tasks });

const bruteForce = (a: Limits, b: Limits, test: (limits: Limits, value: number) => boolean): Relation => {
  const old = grid.filter((value) => test(a, value));
  const now = grid.filter((value) => test(b, value));
  return relationOf(
    old.every((value) => now.includes(value)),
    now.every((value) => old.includes(value)),
  );
};

test('limits compare as the values do that they alert on', () => {
  fc.assert(
    fc.property(limits, limits, (a, b) => {
      const found = relate(a, b);
      expect(found?.critical).toBe(bruteForce(a, b, (one, value) => evaluate(one, value) === 'critical'));
      expect(found?.raised).toBe(bruteForce(a, b, (one, value) => evaluate(one, value) !== 'ok'));
      const heldRaised = bruteForce(a, b, (one, value) => evaluate(one, value, 'critical') !== 'ok');
      const heldCritical = bruteForce(a, b, (one, value) => evaluate(one, value, 'critical') === 'critical');
      expect(found?.held).toBe(combine([heldRaised, heldCritical]));
    }),
    { numRuns: 3000 },
  );
});

test('units change nothing but the numbers', () => {
  const seconds = [{ form: 'above' as const, critical: bound('0.5') }];
  const milliseconds = [{ form: 'above' as const, critical: bound('500') }];
  const longer = [{ form: 'above' as const, critical: bound('1000') }];
  const s = { limits: seconds, unit: unit('seconds') };
  expect(compareLimits(s, { limits: milliseconds, unit: unit('ms') })?.whole).toBe('same');
  expect(compareLimits(s, { limits: longer, unit: unit('ms') })?.whole).toBe('less');
  expect(compareLimits(s, { limits: longer, unit: unit('bytes') })).toBeUndefined();
});

const rank: Readonly<Record<State, number>> = { ok: 0, unknown: 0, warning: 1, critical: 2 };

/** What is told at each look: the state, once it has lasted `steps` looks. */
const toldAt = (of: Limits, steps: number, values: readonly number[]): readonly number[] => {
  let state: State = 'ok';
  let raisedFor = 0;
  let criticalFor = 0;
  return values.map((value) => {
    state = evaluate(of, value, state);
    raisedFor = rank[state] >= 1 ? raisedFor + 1 : 0;
    criticalFor = rank[state] >= 2 ? criticalFor + 1 : 0;
    return criticalFor > steps ? 2 : raisedFor > steps ? 1 : 0;
  });
};

const timed = (id: string, of: Limits, steps: number): Check =>
  sampleCheck(id, {
    timing: { everyMs: 60_000, retryMs: 60_000, attempts: steps + 1, forMs: steps * 60_000 },
    subject: {
      kind: 'threshold',
      threshold: 't',
      metric: 'offline_queue_depth',
      variants: [{ hosts: ['worker1', 'worker2'], limits: of }],
    },
  });

const modelOf = (...checks: readonly Check[]): Model => sampleModel({ checks });

test('a change called tightened tells of everything it told of before, at every moment; loosened, of nothing more', () => {
  const values = fc.array(fc.constantFrom(...grid), { minLength: 1, maxLength: 12 });
  const patience = fc.integer({ min: 0, max: 3 });
  const seen = { none: 0, tightened: 0, loosened: 0, mixed: 0, opaque: 0 };
  fc.assert(
    fc.property(limits, limits, patience, patience, fc.array(values, { minLength: 5, maxLength: 5 }), (a, b, before, after, runs) => {
      const plan = makePlan(modelOf(timed('x', a, before)), modelOf(timed('x', b, after)));
      const direction = plan.changes[0]?.direction ?? 'none';
      seen[direction] += 1;
      for (const run of runs) {
        const [old, now] = [toldAt(a, before, run), toldAt(b, after, run)];
        const more = now.some((level, i) => level > (old[i] ?? 0));
        const less = now.some((level, i) => level < (old[i] ?? 0));
        if (direction === 'none') expect([more, less]).toEqual([false, false]);
        if (direction === 'tightened') expect(less).toBe(false);
        if (direction === 'loosened') expect(more).toBe(false);
      }
    }),
    { numRuns: 2000 },
  );
  expect(Math.min(seen.tightened, seen.loosened, seen.mixed)).toBeGreaterThan(20);
});

const someCheck = (id: string): fc.Arbitrary<Check> =>
  fc
    .record({
      of: limits,
      steps: fc.integer({ min: 0, max: 3 }),
      stage: fc.constantFrom('live' as const, 'dark' as const),
      page: fc.boolean(),
      hosts: fc.subarray(['worker1', 'worker2'], { minLength: 1 }),
      dependsOn: fc.subarray(['a', 'b', 'c'].filter((other) => other !== id)),
      why: fc.constantFrom('One reason.', 'Another reason.'),
    })
    .map(({ of, steps, stage, page, hosts, dependsOn, why }) => ({
      ...timed(id, of, steps),
      stage,
      why,
      hosts,
      dependsOn,
      notify: { critical: page ? ('page' as const) : ('ticket' as const) },
    }));

const someModel: fc.Arbitrary<Model> = fc
  .tuple(...['a', 'b', 'c'].map((id) => fc.option(someCheck(id), { nil: undefined })))
  .map((checks) => modelOf(...checks.flatMap((check) => (check === undefined ? [] : [check]))));

const directionSeenFromTheOtherSide = {
  tightened: 'loosened',
  loosened: 'tightened',
  mixed: 'mixed',
  opaque: 'opaque',
  none: 'none',
} as const;

test('a model does not differ from itself, and the way back is the opposite of the way there', () => {
  fc.assert(
    fc.property(someModel, someModel, (a, b) => {
      expect(makePlan(a, a)).toMatchObject({ class: 'C0', changes: [], needs: [] });
      const there = makePlan(a, b);
      const back = new Map(makePlan(b, a).changes.map((change) => [change.id, change]));
      expect(back.size).toBe(there.changes.length);
      for (const { id, direction, hosts, pages, facets } of there.changes) {
        const other = back.get(id);
        expect(other?.direction).toBe(directionSeenFromTheOtherSide[direction]);
        expect(other?.hosts).toEqual({ before: hosts.after, after: hosts.before });
        expect(other?.pages).toEqual({ before: pages.after, after: pages.before });
        expect(other?.facets.map(({ kind, relation }) => [kind, relation])).toEqual(
          facets.map(({ kind, relation }) => [kind, opposite(relation)]),
        );
      }
    }),
    { numRuns: 500 },
  );
});
