import type { Findings, Place } from './types.ts';

/**
 * Which checks are meant; every key that is given must fit.
 *
 * @example
 * import { type CheckFilter, openEstate } from 'plimsoll/project';
 * const filter: CheckFilter = { owner: 'ops', stage: 'live', receiver: 'page' };
 * await (await openEstate('.')).checks(filter);
 */
export interface CheckFilter {
  readonly environment?: string;
  readonly owner?: string;
  /** A group, or a host: checks that look at it, also through a group. */
  readonly on?: string;
  readonly stage?: string;
  /** A team that is told, an urgency, or both: `ops`, `page`, `ops/page`. */
  readonly receiver?: string;
}

/**
 * One check in one environment.
 *
 * @example
 * import { type ListedCheck, openEstate } from 'plimsoll/project';
 * const { checks } = await (await openEstate('.')).checks({ stage: 'dark' });
 * console.log(checks.map(({ id, environment }: ListedCheck) => `${environment} ${id}`));
 */
export interface ListedCheck extends Place {
  readonly environment: string;
  readonly id: string;
  readonly owner: string;
  readonly stage: 'live' | 'dark';
  /** `threshold`, `probe http`, `quorum`. */
  readonly looks: string;
  readonly on: readonly string[];
  readonly hosts: number;
  /** Who is told, at once or by escalation: `ops/page`. */
  readonly critical: readonly string[];
  readonly warning: readonly string[];
  readonly why: string;
}

/**
 * The checks that were asked for.
 *
 * @example
 * import { type CheckList, openEstate } from 'plimsoll/project';
 * const { checks }: CheckList = await (await openEstate('.')).checks({});
 * console.log(checks.length);
 */
export interface CheckList extends Findings {
  readonly checks: readonly ListedCheck[];
  /** A key of the filter that names nothing there is, in a sentence. */
  readonly problem?: string;
}

/**
 * The limits of one threshold for one set of hosts in one environment.
 *
 * @example
 * import { type MatrixRow, openEstate } from 'plimsoll/project';
 * const { rows } = await (await openEstate('.')).matrix('queue-depth');
 * console.log(rows.map(({ environment, limits }: MatrixRow) => `${environment}: ${JSON.stringify(limits)}`));
 */
export interface MatrixRow {
  readonly environment: string;
  /** Checks that hold values against it, with these limits. */
  readonly checks: readonly string[];
  readonly hosts: readonly string[];
  /** By form and level, with the unit: `{ 'above critical': '50000 tasks' }`. */
  readonly limits: Readonly<Record<string, string>>;
}

/**
 * A threshold in all environments; no rows when no check uses it there.
 *
 * @example
 * import { type MatrixResult, openEstate } from 'plimsoll/project';
 * const { known }: MatrixResult = await (await openEstate('.')).matrix('no-such-threshold');
 * if (known) throw new Error('there is none of that name');
 */
export interface MatrixResult extends Findings {
  /** Is there a threshold of that id? */
  readonly known: boolean;
  /** Ids that may have been meant. */
  readonly suggestions: readonly string[];
  readonly rows: readonly MatrixRow[];
}
