import { createServer } from 'node:http';
import { listenForSuite, readBody } from './loopback-server.ts';

/*
 * A code host on loopback that answers as GitLab's REST API, version 4, is documented to: merge requests, notes, approvals, commits,
 * commit statuses, pages with `x-next-page`. Written from that documentation; it has never been GitLab itself.
 */

export interface FakeNote {
  readonly id: number;
  readonly author: { readonly username: string };
  readonly system: boolean;
  readonly created_at: string;
  body: string;
}

export interface FakeMark {
  readonly id: number;
  readonly sha: string;
  readonly name: string;
  status: string;
  description: string;
  readonly created_at: string;
  finished_at: string | null;
  readonly author: { readonly username: string };
  readonly pipeline_id: number;
}

export interface FakeRequest {
  iid: number;
  state: string;
  sha: string;
  source_project_id: number;
}

export interface FakeCommit {
  readonly message: string;
  readonly author_name: string;
  readonly author_email: string;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly token: string;
}

export const bot = 'project_1_bot';

export const startState = () => ({
  requests: [{ iid: 7, state: 'opened', sha: 'a'.repeat(40), source_project_id: 1 }] as FakeRequest[],
  notes: [] as FakeNote[],
  marks: [] as FakeMark[],
  approvers: [] as { username: string; name: string }[],
  commits: [{ message: 'x', author_name: 'Kim', author_email: 'kim@example.com' }] as FakeCommit[],
  pipeline: undefined as number | undefined,
  asked: [] as Asked[],
  faults: [] as { match: RegExp; status: number }[],
  pageSize: 100,
  now: '2026-11-23T12:00:00.000Z',
  onAsk: (asked: Asked): void => void asked,
});

export type FakeState = ReturnType<typeof startState>;

interface Answer {
  readonly status: number;
  readonly data: unknown;
}

const project = '/projects/1';
const refuse = (status: number, message: string): Answer => ({ status, data: { message } });

const requestJson = (state: FakeState, request: FakeRequest) => ({
  ...request,
  author: { username: 'kim', name: 'Kim' },
  source_branch: 'proposal',
  target_project_id: 1,
  head_pipeline: state.pipeline === undefined ? null : { id: state.pipeline, project_id: 1, sha: request.sha },
});

const writeNote = (state: FakeState, { method, path, body }: Asked): Answer => {
  const data = JSON.parse(body) as { body: string };
  if (method === 'POST') {
    const note = { id: 1000 + state.notes.length, author: { username: bot }, system: false, created_at: state.now, body: data.body };
    state.notes.push(note);
    return { status: 201, data: note };
  }
  const note = state.notes.find(({ id }) => path.endsWith(`/${id}`));
  if (note?.author.username !== bot) return refuse(403, '403 Forbidden');
  note.body = data.body;
  return { status: 200, data: note };
};

/** One that is not finished is gone on with; another begins anew. */
const writeMark = (state: FakeState, { path, body }: Asked): Answer => {
  const data = JSON.parse(body) as { name: string; state: string; description: string; pipeline_id?: number; ref?: string };
  if (data.pipeline_id === undefined && data.ref === undefined) return refuse(404, '404 References for commit Not Found');
  const pipeline_id = data.pipeline_id ?? 50;
  const finished_at = data.state === 'running' ? null : state.now;
  const open = state.marks.find((one) => one.finished_at === null && one.pipeline_id === pipeline_id && one.author.username === bot);
  if (open !== undefined && data.state === 'running') return refuse(400, 'Cannot transition status via :run from :running');
  if (open !== undefined) Object.assign(open, { status: data.state, description: data.description, finished_at });
  else {
    const { name, description } = data;
    const [sha, author] = [path.split('/').at(-1) ?? '', { username: bot }];
    const id = state.marks.length + 1;
    state.marks.push({ id, sha, name, status: data.state, description, created_at: state.now, finished_at, author, pipeline_id });
  }
  return { status: 201, data: {} };
};

const list = (state: FakeState, path: string): readonly unknown[] | undefined => {
  if (path === `${project}/merge_requests`)
    return state.requests.filter((one) => one.state === 'opened').map((one) => requestJson(state, one));
  if (path.endsWith('/notes')) return state.notes;
  if (path.endsWith('/statuses')) return state.marks.filter(({ sha }) => path.includes(sha));
  return path.endsWith('/commits') ? state.commits : undefined;
};

const read = (state: FakeState, path: string): Answer => {
  if (path.endsWith('/approvals')) return { status: 200, data: { approved_by: state.approvers.map((user) => ({ user })) } };
  const request = state.requests.find(({ iid }) => path === `${project}/merge_requests/${iid}`);
  return request === undefined ? refuse(404, '404 Not found') : { status: 200, data: requestJson(state, request) };
};

const answerTo = (state: FakeState, asked: Asked): Answer => {
  const { method, path } = asked;
  const fault = state.faults.find(({ match }) => match.test(`${method} ${path}`));
  if (fault !== undefined) return refuse(fault.status, 'insufficient scope');
  if (method === 'POST' && path.startsWith(`${project}/statuses/`)) return writeMark(state, asked);
  if (method !== 'GET') return writeNote(state, asked);
  const items = list(state, path);
  return items === undefined ? read(state, path) : { status: 200, data: items };
};

/** A page of a list, and which one is next. */
const paged = ({ pageSize }: FakeState, data: unknown, url: URL) => {
  if (!Array.isArray(data)) return { data, next: '' };
  const page = Number(url.searchParams.get('page') ?? 1);
  return { data: data.slice((page - 1) * pageSize, page * pageSize) as unknown, next: data.length > page * pageSize ? `${page + 1}` : '' };
};

/** Starts one that answers by what `state` holds; it ends with the suite. */
export const fakeGitlab = async (state: () => FakeState): Promise<string> => {
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://gitlab');
      const one = { method: request.method ?? '', path: url.pathname, body, token: request.headers.authorization ?? '' };
      state().asked.push(one);
      state().onAsk(one);
      const answer = answerTo(state(), one);
      const { data, next } = paged(state(), answer.data, url);
      response.writeHead(answer.status, { 'content-type': 'application/json', 'x-next-page': next });
      response.end(JSON.stringify(data));
    });
  });
  return listenForSuite(server);
};
