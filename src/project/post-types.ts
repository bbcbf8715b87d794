import type { ReviewDocument } from '../review/document.ts';
import type { Decision } from '../review/gate.ts';
import type { Run } from '../review/post/run.ts';
import type { Findings, Place } from './types.ts';

/**
 * What is reported, and where. The estate that is open gives policy and teams, so it must be that of the base.
 *
 * @example
 * import { type PostOptions } from 'plimsoll/project';
 * const options: PostOptions = {
 *   document: '/ci/review.json',
 *   repository: 'example/photos',
 *   run: { head: 'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3', number: 12, attempt: 1 },
 *   api: 'https://api.github.com',
 *   token: '',
 *   author: 'github-actions[bot]',
 * };
 * console.log(options.repository);
 */
export interface PostOptions {
  /** File with the review that trusted code made; absolute. */
  readonly document: string;
  /** File with what the change's own job says; absolute. Where it has another output, what compiles the estate has changed. */
  readonly claimed?: string;
  /** `OWNER/NAME`; on GitLab the number or the path of the project. */
  readonly repository: string;
  /** Number of the merge request; with it, the code host is GitLab. */
  readonly mergeRequest?: number;
  readonly run: Run;
  /** Where the code host's API is, without a slash at the end. */
  readonly api: string;
  readonly token: string;
  /** The account that the token belongs to; comments and statuses of others are not ours. */
  readonly author: string;
  /** URL of a line on the code host. */
  readonly link?: (place: Pick<Place, 'file' | 'line'>) => string;
}

/**
 * What became of a report. It was shown when nothing is found and it is not superseded.
 *
 * @example
 * import { openEstate, type PostOptions, type PostResult } from 'plimsoll/project';
 * const isGreen = ({ diagnostics, superseded, decisions }: PostResult) =>
 *   diagnostics.length === 0 && !superseded && decisions.every(({ verdict }) => verdict === 'pass');
 * const show = async (options: PostOptions) => isGreen(await (await openEstate('.')).report(options));
 * console.log(typeof show);
 */
export interface PostResult extends Findings {
  /** The pull request. */
  readonly number?: number;
  readonly comments: readonly { readonly environment: string; readonly done: 'create' | 'edit' | 'leave' | 'superseded' }[];
  /** In the order of the document's environments. */
  readonly decisions: readonly Decision[];
  readonly document?: ReviewDocument;
  /** A newer commit or run is there; nothing was written over. */
  readonly superseded: boolean;
}
