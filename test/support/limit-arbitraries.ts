import fc from 'fast-check';
import type { Bound, Interval, LimitForm, Limits } from '../../src/model/limits.ts';
import { bound } from './sample-model.ts';

/** Decimals as authors write them: whole, with a fraction, huge and tiny, of either sign. */
const decimalText = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }).map(String),
  fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }).map(String),
  fc
    .tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: 1, max: 999_999_999 }))
    .map(([whole, rest]) => `${whole}.${String(rest).padStart(9, '0')}`.replace(/0+$/, '')),
  fc.constantFrom('0', '0.1', '0.30000000000000004', '-0.000001', '2147483648', '9007199254740993', '0.000000000000000001'),
);

export const decimalBound: fc.Arbitrary<Bound> = decimalText.map(bound);

const interval: fc.Arbitrary<Interval> = fc
  .tuple(decimalBound, decimalBound)
  .map(([a, b]) => (a.value <= b.value ? { low: a, high: b } : { low: b, high: a }));

const levels = <T>(limit: fc.Arbitrary<T>) =>
  fc.oneof(fc.record({ warning: limit, critical: limit }), fc.record({ critical: limit }), fc.record({ warning: limit }));

const form = fc.oneof(
  fc
    .tuple(fc.constantFrom('above', 'atLeast', 'atMost', 'below'), levels(decimalBound))
    .map(([name, at]): LimitForm => ({ form: name, ...at })),
  fc.tuple(fc.constantFrom('inside', 'outside'), levels(interval)).map(([name, at]): LimitForm => ({ form: name, ...at })),
);

/** Limits of one to three forms, in no particular order of severity: semantics must not depend on it. */
export const someLimits: fc.Arbitrary<Limits> = fc.uniqueArray(form, { minLength: 1, maxLength: 3, selector: (one) => one.form });

const view = new DataView(new ArrayBuffer(8));

/** The double next to a finite one. */
const neighbour = (value: number, way: 1n | -1n): number => {
  if (value === 0) return way === 1n ? Number.MIN_VALUE : -Number.MIN_VALUE;
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? way : -way));
  return view.getFloat64(0);
};

const boundsOf = (limits: Limits): readonly number[] =>
  limits.flatMap((one) => {
    const ends =
      one.form === 'inside' || one.form === 'outside'
        ? [one.warning, one.critical].flatMap((i) => (i ? [i.low, i.high] : []))
        : [one.warning, one.critical];
    return ends.flatMap((each) => (each === undefined ? [] : [(each as Bound).value]));
  });

/** A value that is telling for these limits: a limit, a double beside one, NaN, an infinity, or any. */
export const valueFor = (limits: Limits): fc.Arbitrary<number> => {
  const bounds = boundsOf(limits);
  return fc.oneof(
    { arbitrary: fc.constantFrom(...bounds), weight: 4 },
    { arbitrary: fc.constantFrom(...bounds.flatMap((each) => [neighbour(each, 1n), neighbour(each, -1n)])), weight: 4 },
    { arbitrary: fc.constantFrom(Number.NaN, Infinity, -Infinity, 0, -0), weight: 2 },
    { arbitrary: fc.double(), weight: 1 },
    { arbitrary: fc.integer().map((each) => each / 8), weight: 1 },
  );
};

/** Limits with a value that is telling for them. */
export const limitsAndValue = someLimits.chain((limits) => fc.tuple(fc.constant(limits), valueFor(limits)));
