import type { ReviewDocument } from '../review/document.ts';
import type { Decision } from '../review/gate.ts';
import type { Findings } from './types.ts';

/**
 * What is compared: the sources as they are, or as the commit `head` has them, with a commit (`base`); or one directory with another (`from`, `to`; both absolute).
 *
 * @example
 * import { type DiffOptions, openEstate } from 'plimsoll/project';
 * const options: DiffOptions = { from: '.', to: '.', environment: 'production' };
 * await (await openEstate('.')).diff(options);
 */
export type DiffOptions = ({ readonly base: string; readonly head?: string } | { readonly from: string; readonly to: string }) & {
  readonly environment?: string;
};

/**
 * The review as data, from which every report is made; absent while one of the sides has errors.
 *
 * @example
 * import { type DiffResult, openEstate } from 'plimsoll/project';
 * const { document }: DiffResult = await (await openEstate('.')).diff({ from: '.', to: '.' });
 * console.log(document?.environments.map(({ environment, plan }) => `${environment}: ${plan.class}`));
 */
export interface DiffResult extends Findings {
  readonly document?: ReviewDocument;
}

/**
 * A review, and what the gate says of each of its environments, in the same order.
 *
 * @example
 * import { type GateResult, openEstate } from 'plimsoll/project';
 * const { decisions }: GateResult = await (await openEstate('.')).gate({ from: '.', to: '.' });
 * console.log(decisions.every(({ verdict }) => verdict === 'pass'));
 */
export interface GateResult extends DiffResult {
  readonly decisions: readonly Decision[];
}
