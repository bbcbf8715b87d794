import fc from 'fast-check';
import { expect } from 'vitest';
import { evaluate, type State } from '../../src/model/evaluate.ts';
import type { LimitForm, Limits } from '../../src/model/limits.ts';
import { orderedLimits } from './ordered-limits.ts';
import { hostArgv, type Outcome, type Run, runWorlds, type World, wrongOutcomes } from './plugin-world.ts';

type Values = Readonly<Record<string, number>>;
type Held = Readonly<Record<string, Limits>>;

const rank: Readonly<Record<State, number>> = { ok: 0, unknown: 1, warning: 2, critical: 3 };

/** The worst state that limits put any of the values in. */
const worst = (held: Held, values: Values, previous: State): State =>
  Object.entries(held)
    .map(([measure, limits]) => evaluate(limits, values[measure] ?? Number.NaN, previous))
    .reduce((a, b) => (rank[b] > rank[a] ? b : a), 'ok');

const previousState = fc.constantFrom<State>('ok', 'warning', 'critical', 'unknown');

/** A probe on a machine whose values are known. */
export interface Probed {
  readonly probe: string;
  readonly fields: object;
  readonly values: Values;
  /** Measures that get limits in one run, each with bounds to draw from. */
  readonly bounds: readonly Readonly<Record<string, readonly string[]>>[];
  readonly runs: number;
  /** Forms the plugin knows, where it does not know all. */
  readonly forms?: readonly LimitForm['form'][];
}

let drawn = 0;

/** Runs of a probe's generated command with drawn limits, on a machine that has these values. */
export const draw = ({ probe, fields, values, bounds, runs, forms }: Probed): readonly Run[] => {
  const held = fc.oneof(
    ...bounds.map((measures) =>
      fc.record(Object.fromEntries(Object.entries(measures).map(([name, texts]) => [name, orderedLimits(texts, forms)]))),
    ),
  );
  drawn += 1;
  return fc
    .sample(fc.tuple(held, forms === undefined ? previousState : fc.constant<State>('ok')), { numRuns: runs, seed: drawn * 7919 })
    .map(([limits, previous]) => ({
      label: `${probe} ${JSON.stringify(values)} after ${previous}`,
      argv: hostArgv(probe, { fields, limits }, previous),
      expected: worst(limits, values, previous),
    }));
};

/** Is it run with the program of ours? */
export const isOwn = ({ argv }: Run): boolean => argv[0]?.startsWith('LIBEXEC') ?? false;

/** Runs all of it; every state must be the expected one, and no fewer runs than `least` show that. */
export const expectAgreement = (worlds: readonly World[], least: number): readonly Outcome[] => {
  const outcomes = runWorlds(worlds);
  expect(wrongOutcomes(outcomes)).toEqual([]);
  expect(outcomes.length).toBeGreaterThanOrEqual(least);
  for (const state of ['ok', 'warning', 'critical']) expect(outcomes.some(({ expected }) => expected === state)).toBe(true);
  return outcomes;
};
