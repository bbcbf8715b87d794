import type { Approvals } from '../../review/gate.ts';
import type { CommitStatus } from '../../review/post/status.ts';
import type { PostedComment } from '../../review/post/sticky.ts';
import type { Got } from './api.ts';

/** `superseded`: the pull request that has this commit has a newer head. */
export type Found = { readonly kind: 'open'; readonly number: number } | { readonly kind: 'superseded' };

/** What a report asks of a code host, about one commit. */
export interface CodeHost {
  /** Where the commit is discussed. */
  readonly find: () => Promise<Got<Found>>;
  /** The commit that is the head now. */
  readonly readHead: (number: number) => Promise<Got<string>>;
  readonly readComments: (number: number) => Promise<Got<readonly PostedComment[]>>;
  readonly createComment: (number: number, body: string) => Promise<Got<object>>;
  readonly editComment: (comment: { readonly number: number; readonly id: number }, body: string) => Promise<Got<object>>;
  readonly writeStatus: (status: CommitStatus) => Promise<Got<object>>;
  /** Who wrote the change, and who agreed to which output; `output` is what is reported now. */
  readonly readAgreement: (number: number, output: string) => Promise<Got<Approvals>>;
}
