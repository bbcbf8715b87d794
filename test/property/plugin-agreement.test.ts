import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate, type State } from '../../src/model/evaluate.ts';
import type { Bound, Interval, LimitForm, Limits } from '../../src/model/limits.ts';
import { decimalOf, printDecimal } from '../../src/base/decimal.ts';
import { batchLimits, installPlugin } from '../support/nagios-plugin.ts';

const plugin = installPlugin();
const pairs = 10_000;

const view = new DataView(new ArrayBuffer(8));
const neighbour = (value: number, step: 1n | -1n): number => {
  if (!Number.isFinite(value)) return value;
  if (value === 0) return step === 1n ? Number.MIN_VALUE : -Number.MIN_VALUE;
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? step : -step));
  return view.getFloat64(0);
};

const bound: fc.Arbitrary<Bound> = fc
  .oneof(
    fc.integer({ min: -1000, max: 1000 }).map(String),
    fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })
      .map((n) => printDecimal(decimalOf(n) ?? { digits: 0n, scale: 0 })),
    fc.constantFrom('0', '0.1', '0.3', '1000000000000000000000', '9007199254740993', '0.000000000001', '-0.7', '3600', '1073741824'),
  )
  .map((text) => ({ text, value: Number(text) }));

const interval: fc.Arbitrary<Interval> = fc
  .tuple(bound, bound)
  .map(([a, b]) => (a.value <= b.value ? { low: a, high: b } : { low: b, high: a }));

const oneSided = fc.record(
  { form: fc.constantFrom('above', 'below', 'atLeast', 'atMost'), warning: bound, critical: bound, clear: bound },
  { requiredKeys: ['form'] },
);
const twoSided = fc.record(
  { form: fc.constantFrom('outside', 'inside'), warning: interval, critical: interval },
  { requiredKeys: ['form'] },
);

const limitForm = fc.oneof(oneSided, twoSided).filter((form) => Object.keys(form).length > 1) as fc.Arbitrary<LimitForm>;
const limits: fc.Arbitrary<Limits> = fc.array(limitForm, { minLength: 1, maxLength: 3 });

const boundsOf = (all: Limits): readonly number[] =>
  all.flatMap((form) =>
    Object.entries(form).flatMap(([key, b]) => (key === 'form' ? [] : 'low' in b ? [b.low.value, b.high.value] : [b.value])),
  );

const values = (all: Limits): fc.Arbitrary<number> => {
  const edges = boundsOf(all);
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...edges) },
    { weight: 3, arbitrary: fc.constantFrom(...edges.flatMap((b) => [neighbour(b, 1n), neighbour(b, -1n)])) },
    { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, -0, 0, 1e308, -1e308, Number.MIN_VALUE) },
    { weight: 2, arbitrary: fc.double() },
    { weight: 1, arbitrary: fc.double({ min: -2000, max: 2000 }) },
  );
};

interface Sample {
  readonly limits: Limits;
  readonly value: number;
  readonly previous: State;
}

const sample: fc.Arbitrary<Sample> = limits.chain((chosen) =>
  fc.record({
    limits: fc.constant(chosen),
    value: values(chosen),
    previous: fc.constantFrom<State>('ok', 'warning', 'critical', 'unknown'),
  }),
);

const textOf = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

test('the metric plugin and the evaluator agree on ten thousand limits and values', () => {
  const seed = Number(process.env['PLIMSOLL_SEED'] ?? 20_260_301);
  const samples = fc.sample(sample, { numRuns: pairs, seed });
  const input = samples.map((s) => `${batchLimits(s.limits)}\t${textOf(s.value)}\t${s.previous}\n`).join('');
  const { stdout, status } = spawnSync(plugin, ['--batch'], { input, encoding: 'utf8', maxBuffer: 1 << 26 });
  expect(status).toBe(0);
  const said = stdout.trimEnd().split('\n');
  const expected = samples.map((s) => evaluate(s.limits, s.value, s.previous));
  const wrong = samples.flatMap((s, i) =>
    said[i] === expected[i] ? [] : [`${batchLimits(s.limits)} ${textOf(s.value)} after ${s.previous}: ${said[i]}, not ${expected[i]}`],
  );
  expect(wrong, `seed ${seed}`).toEqual([]);
  expect(said).toHaveLength(pairs);
  expect(new Set(said)).toEqual(new Set(['ok', 'warning', 'critical', 'unknown']));
});

/** Limits that clear, and values that go to and fro around them. */
const wandering = limits
  .filter((all) => all.some((form) => 'clear' in form && form.clear !== undefined))
  .chain((chosen) => fc.record({ limits: fc.constant(chosen), values: fc.array(values(chosen), { minLength: 8, maxLength: 16 }) }));

test('the metric plugin, told each time what it said before, goes the way of the evaluator in a thousand sequences', () => {
  const seed = Number(process.env['PLIMSOLL_SEED'] ?? 20_260_302);
  const sequences = fc.sample(wandering, { numRuns: 1000, seed });
  const said = sequences.map((): State[] => []);
  const previous = (i: number): State => said[i]?.at(-1) ?? 'ok';
  for (let step = 0; step < 16; step += 1) {
    const going = sequences.flatMap((one, i) => (step < one.values.length ? [{ ...one, i, value: one.values[step] ?? 0 }] : []));
    const input = going.map((one) => `${batchLimits(one.limits)}\t${textOf(one.value)}\t${previous(one.i)}\n`).join('');
    const { stdout } = spawnSync(plugin, ['--batch'], { input, encoding: 'utf8', maxBuffer: 1 << 26 });
    const states = stdout.trimEnd().split('\n') as State[];
    going.forEach(({ i }, at) => said[i]?.push(states[at] ?? 'unknown'));
  }
  let held = 0;
  for (const [i, { limits: chosen, values: wanted }] of sequences.entries()) {
    const expected: State[] = [];
    for (const value of wanted) expected.push(evaluate(chosen, value, expected.at(-1)));
    expect(said[i], `seed ${seed}: ${batchLimits(chosen)} ${wanted.map(textOf).join(' ')}`).toEqual(expected);
    held += expected.filter((state, at) => state !== evaluate(chosen, wanted[at] ?? 0)).length;
  }
  expect(held).toBeGreaterThan(200);
});
