import { outputIn } from '../../review/post/status.ts';
import type { Approvals } from '../../review/gate.ts';
import type { ReportedOutput } from '../../review/post/given-approvals.ts';
import { type Got, got } from './api.ts';
import {
  type Account,
  type Commit,
  type Mark,
  type MergeRequest,
  type Note,
  readApprovers,
  readCommits,
  readMarks,
  readNotes,
  readRequest,
} from './gitlab.ts';

const sameName = (a: string | null | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

/** Milliseconds; GitLab may write times in any zone. What is no time was never. */
const instant = (time: string | null | undefined): number => Date.parse(time ?? '');

/** `1234-kim@users.noreply.gitlab.com` belongs to `kim`. */
const accountIn = (email: string): readonly string[] => {
  const found = /^\d+-([^@\s]+)@users\.noreply\.[^@\s]+$/.exec(email.trim())?.[1];
  return found === undefined ? [] : [found];
};

const coAuthors = (message: string): readonly string[] =>
  [...message.matchAll(/^co-authored-by:\s*([^<\n]*)<([^>\n]*)>/gim)].flatMap(([, name = '', email = '']) => [name, ...accountIn(email)]);

/** GitLab tells names and addresses of a commit, and no accounts. */
const namesOf = (commit: Commit): readonly string[] => [
  ...[commit.author_name, commit.committer_name].flatMap((name) => name ?? []),
  ...[commit.author_email, commit.committer_email].flatMap((email) => accountIn(email ?? '')),
  ...coAuthors(commit.message ?? ''),
];

/** Its own notes tell who pushed to a merge request that was open. */
const pushersIn = (notes: readonly Note[]): readonly string[] =>
  notes.flatMap(({ system, body, author }) =>
    system && /^added \d+ (?:new )?commits?\b/.test(body ?? '') ? (author?.username ?? []) : [],
  );

/** Names of whoever wrote a part of it: accounts, and what commits are signed with. Somebody of the same name is taken for the author. */
const authorsOf = (names: readonly string[], approvers: readonly Account[]): readonly string[] => {
  const wrote = new Set(names.map((name) => name.trim().toLowerCase()));
  const known = approvers.filter(({ name }) => wrote.has((name ?? '').trim().toLowerCase())).map(({ username }) => username);
  return [...new Set([...names, ...known])];
};

/** When somebody approved last. The list of those who approve has no times. */
const approvedAt = (notes: readonly Note[], username: string): number =>
  Math.max(
    Number.NEGATIVE_INFINITY,
    ...notes
      .filter(({ system, body, author }) => system && body === 'approved this merge request' && sameName(author?.username, username))
      .map(({ created_at }) => instant(created_at)),
  );

type Shown = Pick<ReportedOutput, 'output'> & { readonly at: number };

/** Outputs that were shown for the head by our own account, from the first to the last. */
const shownIn = (marks: readonly Mark[], account: string): readonly Shown[] =>
  marks
    .flatMap(({ description, finished_at, author }): readonly Shown[] => {
      const output = sameName(author?.username, account) ? outputIn(description ?? '') : undefined;
      return output === undefined || Number.isNaN(instant(finished_at)) ? [] : [{ output, at: instant(finished_at) }];
    })
    .toSorted((a, b) => a.at - b.at);

/**
 * Who wrote the change, and who agreed to which output. GitLab binds an approval to no commit, and takes it back after a push a little
 * later or not at all: it counts for what the head's own status said when it was given, and for nothing when it said nothing yet.
 */
export const readGitlabAgreement = async (request: MergeRequest, head: string, account: string): Promise<Got<Approvals>> => {
  const facts = await readRequest(request);
  if (facts.kind === 'refused') return facts;
  const commits = await readCommits(request);
  if (commits.kind === 'refused') return commits;
  const approvers = await readApprovers(request);
  if (approvers.kind === 'refused') return approvers;
  const notes = await readNotes(request);
  if (notes.kind === 'refused') return notes;
  const marks = await readMarks(request.project, head);
  if (marks.kind === 'refused') return marks;
  const shown = shownIn(marks.value, account);
  const approvals = approvers.value.map(({ username }) => {
    const time = approvedAt(notes.value, username);
    return { by: username, output: shown.findLast(({ at }) => at <= time)?.output ?? 'none that was reported' };
  });
  const names = [facts.value.author?.username ?? [], ...pushersIn(notes.value), ...commits.value.flatMap(namesOf)].flat();
  return got({ version: 1, authors: authorsOf(names, approvers.value), approvals });
};
