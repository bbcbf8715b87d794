import { invariant } from '../../base/invariant.ts';
import { sharing } from '../../base/share.ts';
import type { Model } from '../../model/model.ts';
import type { Claims } from './jobs.ts';
import type { ModelPair } from './output.ts';

/** What the thread that makes outputs is told first: the base, in which it can begin. */
export type ToldBase = readonly Model[];

/** One environment: without `before` as the base has it, without `after` as it was. */
type ToldPair = Partial<ModelPair> & Pick<Model, 'environment'>;

/** What it is told then. */
export interface ToldPairs {
  readonly pairs: readonly ToldPair[];
  readonly claims: Claims;
}

/** What no emitter gets to see stays here. */
const emitted = (model: Model): Model => ({ ...model, policy: undefined, ignores: undefined });

export const toldBase = (base: readonly Model[]): ToldBase => base.map(emitted);

export const toldPairs = (pairs: readonly ModelPair[], base: readonly Model[]): readonly ToldPair[] =>
  pairs.map(({ before, after }) => ({
    environment: after.environment,
    ...(base.includes(before) ? {} : { before: emitted(before) }),
    ...(after === before ? {} : { after: emitted(after) }),
  }));

/** The pairs as they were told: what both sides share is copied with each of them, and shared here again. */
export const heardPairs = (told: readonly ToldPair[], base: ToldBase): readonly ModelPair[] =>
  told.map(({ environment, before = base.find((model) => model.environment === environment), after = before }) => {
    invariant(before !== undefined && after !== undefined, `nothing was told of ${environment}`);
    return { before, after: sharing(before, after) };
  });
