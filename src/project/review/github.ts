import { z } from 'zod';
import { authorsUnknown } from '../../diagnostics/codes/plm506-authors-unknown.ts';
import { noPullRequest } from '../../diagnostics/codes/plm505-no-pull-request.ts';
import type { GivenReview, ReportedOutput } from '../../review/post/given-approvals.ts';
import { type CommitStatus, outputIn, statusContext } from '../../review/post/status.ts';
import type { PostedComment } from '../../review/post/sticky.ts';
import { type Access, ask, askAll, type Got, got, refused } from './api.ts';
import type { Found } from './code-host.ts';

/** A repository on GitHub, or on a host that speaks as it does. The shapes are those of its REST API, version 2022-11-28. */
export interface Repository {
  readonly access: Access;
  /** `OWNER/NAME`. */
  readonly name: string;
}

const account = z.object({ login: z.string(), type: z.string().optional() });
const ref = z.object({ sha: z.string(), repo: z.object({ full_name: z.string() }).nullable() });
const pullItem = z.object({ number: z.int(), state: z.string(), head: ref, base: ref });
const pullSchema = pullItem.extend({ user: account.nullable(), commits: z.int() });

export interface PullRequest {
  readonly number: number;
  readonly head: string;
  readonly opener: string | undefined;
  readonly commits: number;
}

const sameName = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

/** The open pull request whose head is a commit, as the code host says. */
export const findPull = async ({ access, name }: Repository, head: string): Promise<Got<Found>> => {
  const own = await askAll(access, `/repos/${name}/commits/${head}/pulls`, pullItem);
  // A commit of a fork may be unknown there, and stands in the list of what is open all the same.
  const known = own.kind === 'got' && own.value.some((one) => one.head.sha === head) ? own : undefined;
  const all = known ?? (await askAll(access, `/repos/${name}/pulls?state=open`, pullItem));
  if (all.kind === 'refused') return all;
  const open = all.value.filter(({ state, base }) => state === 'open' && sameName(base.repo?.full_name, name));
  const [first, ...others] = open.filter((one) => one.head.sha === head);
  if (first !== undefined && others.length === 0) return got({ kind: 'open', number: first.number });
  if (first !== undefined) return refused(noPullRequest({ head, found: others.length + 1 }));
  const isPast = own.kind === 'got' && own.value.some(({ state, base }) => state === 'open' && sameName(base.repo?.full_name, name));
  return isPast ? got({ kind: 'superseded' }) : refused(noPullRequest({ head, found: 0 }));
};

export const readPull = async ({ access, name }: Repository, number: number): Promise<Got<PullRequest>> => {
  const pull = await ask(access, { method: 'GET', path: `/repos/${name}/pulls/${number}` }, pullSchema);
  if (pull.kind === 'refused') return pull;
  const { head, user, commits } = pull.value;
  return got({ number, head: head.sha, opener: user?.login, commits });
};

const signature = z.object({ email: z.string().nullish() }).nullish();
const commitSchema = z.object({
  author: account.nullish(),
  committer: account.nullish(),
  commit: z.object({ message: z.string(), author: signature, committer: signature }),
});

/** `1234+kim@users.noreply.github.com` belongs to `kim`. */
const loginIn = (email: string): readonly string[] => {
  const login = /^(?:\d+\+)?([A-Za-z0-9-]+)@users\.noreply\.github\.com$/.exec(email.trim())?.[1];
  return login === undefined ? [] : [login];
};

const coAuthors = (message: string): readonly string[] =>
  [...message.matchAll(/^co-authored-by:[^<\n]*<([^>\n]*)>/gim)].flatMap(([, email = '']) => loginIn(email));

/** The account under which GitHub commits what somebody does on its pages. */
const webFlow = 'web-flow';

/** Everybody who wrote a commit of the pull request, as far as the code host knows accounts. */
export const readAuthors = async ({ access, name }: Repository, pull: PullRequest): Promise<Got<readonly string[]>> => {
  const commits = await askAll(access, `/repos/${name}/pulls/${pull.number}/commits`, commitSchema);
  if (commits.kind === 'refused') return commits;
  if (commits.value.length < pull.commits) return refused(authorsUnknown({ commits: pull.commits, listed: commits.value.length }));
  const names = commits.value.flatMap(({ author, committer, commit }) => [
    ...[author?.login, committer?.login].flatMap((login) => (login === undefined || login === webFlow ? [] : [login])),
    ...[commit.author?.email, commit.committer?.email].flatMap((email) => loginIn(email ?? '')),
    ...coAuthors(commit.message),
  ]);
  return got([...new Set([...(pull.opener === undefined ? [] : [pull.opener]), ...names])]);
};

const runsSchema = z.object({ workflow_runs: z.array(z.object({ actor: account.nullish() })) });

/** Those whose push, or other act, started the checks of a commit: they stand behind it as its authors do. */
export const readPushers = async ({ access, name }: Repository, head: string): Promise<Got<readonly string[]>> => {
  const path = `/repos/${name}/actions/runs?event=pull_request&head_sha=${head}&per_page=100`;
  const runs = await ask(access, { method: 'GET', path }, runsSchema);
  if (runs.kind === 'refused') return runs;
  return got([...new Set(runs.value.workflow_runs.flatMap(({ actor }) => (actor ? [actor.login] : [])))]);
};

const reviewItem = z.object({
  user: account.nullable(),
  state: z.string(),
  commit_id: z.string().nullish(),
  submitted_at: z.string().nullish(),
});

export const readReviews = async ({ access, name }: Repository, number: number): Promise<Got<readonly GivenReview[]>> => {
  const reviews = await askAll(access, `/repos/${name}/pulls/${number}/reviews`, reviewItem);
  if (reviews.kind === 'refused') return reviews;
  return got(
    reviews.value.flatMap(({ user, state, commit_id, submitted_at }): readonly GivenReview[] =>
      user === null ? [] : [{ by: user.login, isBot: user.type === 'Bot', state, commit: commit_id ?? '', at: submitted_at ?? '' }],
    ),
  );
};

const statusItem = z.object({ context: z.string(), description: z.string().nullish(), created_at: z.string(), creator: account.nullish() });

/** What `author` reported for a commit before. */
export const readOutputs = async (
  { access, name }: Repository,
  { commit, author }: { readonly commit: string; readonly author: string },
): Promise<Got<readonly ReportedOutput[]>> => {
  const statuses = await askAll(access, `/repos/${name}/commits/${commit}/statuses`, statusItem);
  if (statuses.kind === 'refused') return statuses;
  return got(
    statuses.value.flatMap(({ context, description, created_at, creator }): readonly ReportedOutput[] => {
      const output = context === statusContext && sameName(creator?.login, author) ? outputIn(description ?? '') : undefined;
      return output === undefined ? [] : [{ output, at: created_at }];
    }),
  );
};

const done = z.object({});

export const writeStatus = ({ access, name }: Repository, head: string, status: CommitStatus): Promise<Got<object>> =>
  ask(
    access,
    { method: 'POST', path: `/repos/${name}/statuses/${head}`, body: { context: statusContext, ...status }, isRepeatable: true },
    done,
  );

const commentItem = z.object({ id: z.int(), user: account.nullable(), body: z.string().nullish() });

export const readComments = async ({ access, name }: Repository, number: number): Promise<Got<readonly PostedComment[]>> => {
  const comments = await askAll(access, `/repos/${name}/issues/${number}/comments`, commentItem);
  if (comments.kind === 'refused') return comments;
  return got(comments.value.map(({ id, user, body }) => ({ id, author: user?.login ?? '', body: body ?? '' })));
};

export const createComment = ({ access, name }: Repository, number: number, body: string): Promise<Got<object>> =>
  ask(access, { method: 'POST', path: `/repos/${name}/issues/${number}/comments`, body: { body } }, done);

export const editComment = ({ access, name }: Repository, id: number, body: string): Promise<Got<object>> =>
  ask(access, { method: 'PATCH', path: `/repos/${name}/issues/comments/${id}`, body: { body }, isRepeatable: true }, done);
