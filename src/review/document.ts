import type { Plan } from './plan.ts';
import type { Required } from './gate.ts';
import type { Rulings } from './violations.ts';

/** One side of a review. */
export interface Revision {
  /** Full id of the commit; absent for a directory. */
  readonly commit?: string;
  /** What was asked for: a ref of git, or a directory. */
  readonly name: string;
}

/** How the files of one emitter change. */
export interface GeneratedChange {
  readonly emitter: string;
  readonly files: number;
  /** Lines. */
  readonly added: number;
  readonly removed: number;
  /** Unified diff, cut where it is longer than the report can hold. */
  readonly diff: string;
  readonly cut: boolean;
}

/** What a change does to one environment, and what it needs. */
export interface EnvironmentReview {
  readonly environment: string;
  readonly plan: Plan;
  readonly rulings: Rulings;
  /** Who must agree, by the policy of the base. */
  readonly requirements: readonly Required[];
  /** Digests of all generated files. */
  readonly output: { readonly before: string; readonly after: string };
  readonly generated: readonly GeneratedChange[];
}

/** Everything a report is made from. It is data only: nothing in it is run, and nothing in it is markup. */
export interface ReviewDocument {
  readonly version: 1;
  readonly estate: string;
  /** Version of Plimsoll. */
  readonly compiler: string;
  readonly base: Revision;
  readonly head: Revision;
  /** Digest of the output of all environments: what an approval is given to. */
  readonly output: string;
  readonly environments: readonly EnvironmentReview[];
}
