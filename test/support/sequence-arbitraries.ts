import fc from 'fast-check';
import { isOneSided, type LimitForm, type Limits, type OneSidedForm } from '../../src/model/limits.ts';
import { someLimits, valueFor } from './limit-arbitraries.ts';
import { bound } from './sample-model.ts';

/** What is measured at one step: nothing when undefined. */
export type Step = number | undefined;

export interface Sequence {
  readonly limits: Limits;
  readonly steps: readonly Step[];
}

const forms = ['above', 'atLeast', 'below', 'atMost'] as const satisfies readonly OneSidedForm[];

/** Limits as authors write them: `clear` before the warning, which lies before the critical; some with one level only. */
const ordered: fc.Arbitrary<LimitForm> = fc
  .record({
    form: fc.constantFrom(...forms),
    clear: fc.integer({ min: -50, max: 50 }),
    gap: fc.integer({ min: 1, max: 9 }),
    further: fc.integer({ min: 1, max: 9 }),
    scale: fc.constantFrom(1, 0.1, 1000),
    levels: fc.constantFrom('both', 'both', 'both', 'critical', 'warning'),
  })
  .map(({ form, clear, gap, further, scale, levels }): LimitForm => {
    const way = form === 'above' || form === 'atLeast' ? 1 : -1;
    const at = (steps: number) => bound(String(Number(((clear + way * steps) * scale).toPrecision(12))));
    return {
      form,
      clear: at(0),
      ...(levels === 'critical' ? {} : { warning: at(gap) }),
      ...(levels === 'warning' ? {} : { critical: at(gap + further) }),
    };
  });

/** Any limits, `clear` put anywhere: what is written wrong must still mean the same everywhere. */
const wild: fc.Arbitrary<Limits> = fc
  .tuple(someLimits, fc.integer({ min: -1000, max: 1000 }))
  .map(([limits, clear]) => limits.map((form) => (isOneSided(form) ? { ...form, clear: bound(String(clear)) } : form)))
  .filter((limits) => limits.some((form) => isOneSided(form)));

const clearedLimits: fc.Arbitrary<Limits> = fc.oneof(
  { weight: 3, arbitrary: ordered.map((form) => [form]) },
  { weight: 1, arbitrary: fc.uniqueArray(ordered, { minLength: 2, maxLength: 2, selector: ({ form }) => form }) },
  { weight: 1, arbitrary: wild },
);

const numbersOf = (limits: Limits): readonly number[] =>
  limits.flatMap((form) => {
    if (!isOneSided(form)) return [];
    const known = [form.clear, form.warning, form.critical].flatMap((one) => (one === undefined ? [] : [one.value]));
    const sorted = known.toSorted((a, b) => a - b);
    const between = sorted.flatMap((value, i) => (i === 0 ? [] : [(value + (sorted[i - 1] ?? value)) / 2]));
    return [...known, ...between, ...between, Math.min(...known) - 1, Math.max(...known) + 1];
  });

const stepFor = (limits: Limits): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...numbersOf(limits)) },
    { weight: 3, arbitrary: valueFor(limits) },
    { weight: 1, arbitrary: fc.constantFrom(Number.NaN, undefined, undefined) },
  );

/** Limits with `clear`, and 5 to 12 values that come one after the other. */
export const sequence: fc.Arbitrary<Sequence> = clearedLimits.chain((limits) =>
  fc.record({ limits: fc.constant(limits), steps: fc.array(stepFor(limits), { minLength: 5, maxLength: 12 }) }),
);
