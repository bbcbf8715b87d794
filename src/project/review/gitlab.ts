import { z } from 'zod';
import { noPullRequest } from '../../diagnostics/codes/plm505-no-pull-request.ts';
import { statusContext } from '../../review/post/status.ts';
import { type Access, ask, askAll, type Got, got, refused } from './api.ts';

/** A project on GitLab. The shapes are those of its REST API, version 4. */
export interface Project {
  readonly access: Access;
  /** Its number, or its path. */
  readonly name: string;
}

/** A merge request of a project. */
export interface MergeRequest {
  readonly project: Project;
  readonly number: number;
}

export const pathOf = ({ name }: Project): string => `/projects/${encodeURIComponent(name)}`;
const below = ({ project, number }: MergeRequest): string => `${pathOf(project)}/merge_requests/${number}`;

const account = z.object({ username: z.string(), name: z.string().nullish() });
const requestItem = z.object({ iid: z.int(), state: z.string(), sha: z.string().nullish() });
const requestSchema = requestItem.extend({
  author: account.nullish(),
  source_branch: z.string(),
  source_project_id: z.int().nullish(),
  target_project_id: z.int(),
  head_pipeline: z.object({ id: z.int(), project_id: z.int(), sha: z.string() }).nullish(),
});
export type RequestFacts = z.infer<typeof requestSchema>;

export const readRequest = (request: MergeRequest): Promise<Got<RequestFacts>> =>
  ask(request.project.access, { method: 'GET', path: below(request) }, requestSchema);

export interface OpenRequest {
  readonly number: number;
  readonly head: string;
}

/** What is proposed for a branch, and can still be merged. */
export const readOpenRequests = async (project: Project, target: string): Promise<Got<readonly OpenRequest[]>> => {
  const path = `${pathOf(project)}/merge_requests?state=opened&target_branch=${encodeURIComponent(target)}`;
  const all = await askAll(project.access, path, requestItem);
  if (all.kind === 'refused') return all;
  return got(all.value.flatMap(({ iid, sha }) => (/^[0-9a-f]{40,64}$/.test(sha ?? '') ? [{ number: iid, head: sha ?? '' }] : [])));
};

export const findRequest = async (request: MergeRequest, head: string): Promise<Got<'open' | 'superseded'>> => {
  const facts = await readRequest(request);
  if (facts.kind === 'refused') return facts;
  if (facts.value.state !== 'opened') return refused(noPullRequest({ head, found: 0 }));
  return got(facts.value.sha === head ? 'open' : 'superseded');
};

const noteItem = z.object({
  id: z.int(),
  body: z.string().nullish(),
  author: account.nullish(),
  system: z.boolean(),
  created_at: z.string(),
});
export type Note = z.infer<typeof noteItem>;

/** Oldest first. Those with `system` are GitLab's own words about what somebody did; nobody can write them. */
export const readNotes = (request: MergeRequest): Promise<Got<readonly Note[]>> =>
  askAll(request.project.access, `${below(request)}/notes?sort=asc&order_by=created_at`, noteItem);

const done = z.object({});

/** A line of a note that begins with a slash is a command, and would be done with the rights of our account. */
const withoutCommands = (body: string): string => body.replaceAll(/^(\s*)\//gm, '$1&#47;');

export const createNote = (request: MergeRequest, body: string): Promise<Got<object>> =>
  ask(request.project.access, { method: 'POST', path: `${below(request)}/notes`, body: { body: withoutCommands(body) } }, done);

export const editNote = (request: MergeRequest, id: number, body: string): Promise<Got<object>> => {
  const path = `${below(request)}/notes/${id}`;
  return ask(request.project.access, { method: 'PUT', path, body: { body: withoutCommands(body) }, isRepeatable: true }, done);
};

const approvalsSchema = z.object({ approved_by: z.array(z.object({ user: account })) });
export type Account = z.infer<typeof account>;

/** Those whose approval stands. */
export const readApprovers = async (request: MergeRequest): Promise<Got<readonly Account[]>> => {
  const approvals = await ask(request.project.access, { method: 'GET', path: `${below(request)}/approvals` }, approvalsSchema);
  return approvals.kind === 'refused' ? approvals : got(approvals.value.approved_by.map(({ user }) => user));
};

const text = z.string().nullish();
const commitItem = z.object({
  message: text,
  author_name: text,
  author_email: text,
  committer_name: text,
  committer_email: text,
});
export type Commit = z.infer<typeof commitItem>;

export const readCommits = (request: MergeRequest): Promise<Got<readonly Commit[]>> =>
  askAll(request.project.access, `${below(request)}/commits`, commitItem);

const statusItem = z.object({
  id: z.int(),
  pipeline_id: z.int().nullish(),
  name: z.string(),
  status: z.string(),
  description: text,
  created_at: z.string(),
  finished_at: text,
  author: account.nullish(),
});
export type Mark = z.infer<typeof statusItem>;

/** Everything that was ever said of a commit under our name. */
export const readMarks = async (project: Project, head: string): Promise<Got<readonly Mark[]>> => {
  const path = `${pathOf(project)}/repository/commits/${head}/statuses?all=true&name=${encodeURIComponent(statusContext)}`;
  const marks = await askAll(project.access, path, statusItem);
  return marks.kind === 'refused' ? marks : got(marks.value.filter(({ name }) => name === statusContext));
};
