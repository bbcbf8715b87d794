import { createServer } from 'node:http';
import { listenForSuite, readBody } from './loopback-server.ts';

/*
 * A code host on loopback that answers as GitHub's REST API, version 2022-11-28, is documented to: pull requests, their commits and
 * reviews, issue comments, commit statuses, pages with `Link`. Written from that documentation; it has never been GitHub itself.
 */

export interface FakeComment {
  readonly id: number;
  readonly user: { readonly login: string } | null;
  body: string;
}

export interface FakePull {
  readonly number: number;
  state: 'open' | 'closed';
  head: string;
  readonly opener: string;
  /** Other commits that belong to it. */
  readonly past?: readonly string[];
  readonly commits: { author: string | null; committer?: string; email?: string; message?: string }[];
  readonly reviews: { user: string; type?: string; state: string; commit_id: string; submitted_at: string }[];
}

export interface FakeStatus {
  readonly sha: string;
  readonly context: string;
  readonly state: string;
  readonly description: string;
  readonly created_at: string;
  readonly creator: { readonly login: string };
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly token: string;
}

export interface FakeGithub {
  readonly api: string;
  readonly repository: string;
  readonly pulls: FakePull[];
  readonly comments: FakeComment[];
  /** Newest first, as the API lists them. */
  readonly statuses: FakeStatus[];
  readonly asked: Asked[];
  /** Answers to give before any other, to requests that fit. */
  readonly faults: { match: RegExp; status: number; message: string; times: number; does?: boolean; headers?: Record<string, string> }[];
  /** Who started the checks of the heads. */
  readonly pushers: string[];
  /** Called before each answer. */
  onAsk: (asked: Asked) => void;
  /** Most items of a page, whatever was asked for. */
  pageSize: number;
  /** What the clock of the host says. */
  now: string;
  writes(): readonly Asked[];
}

const repository = 'example/photos';
const bot = 'github-actions[bot]';

interface Answer {
  readonly status: number;
  readonly data: unknown;
}

const account = (login: string | null, type = 'User') => (login === null ? null : { login, type });

const pullJson = ({ number, state, head, opener, commits }: FakePull) => ({
  number,
  state,
  user: account(opener),
  commits: commits.length,
  head: { sha: head, repo: { full_name: `${opener}/photos` } },
  base: { sha: 'b'.repeat(40), repo: { full_name: repository } },
});

const write = (host: FakeGithub, { method, path, body }: Asked): Answer | undefined => {
  const data = (body === '' ? {} : JSON.parse(body)) as Record<string, string>;
  const at = `/repos/${repository}`;
  if (method === 'POST' && /\/issues\/\d+\/comments$/.test(path)) {
    if (data['body'] === undefined || data['body'].length > 65_536) return { status: 422, data: { message: 'Validation Failed' } };
    const comment = { id: 1000 + host.comments.length, user: { login: bot }, body: data['body'] };
    host.comments.push(comment);
    return { status: 201, data: comment };
  }
  const edited = /\/issues\/comments\/(\d+)$/.exec(path)?.[1];
  if (method === 'PATCH' && edited !== undefined) {
    const comment = host.comments.find(({ id }) => id === Number(edited));
    if (comment === undefined || comment.user?.login !== bot)
      return { status: 403, data: { message: 'Resource not accessible by integration' } };
    comment.body = data['body'] ?? '';
    return { status: 200, data: comment };
  }
  const sha = path.startsWith(`${at}/statuses/`) ? path.slice(`${at}/statuses/`.length) : undefined;
  if (method !== 'POST' || sha === undefined) return undefined;
  if ((data['description'] ?? '').length > 140)
    return { status: 422, data: { message: 'description is too long (maximum is 140 characters)' } };
  const status = {
    sha,
    context: data['context'] ?? '',
    state: data['state'] ?? '',
    description: data['description'] ?? '',
    created_at: host.now,
    creator: { login: bot },
  };
  host.statuses.unshift(status);
  return { status: 201, data: status };
};

const list = (host: FakeGithub, path: string): readonly unknown[] | undefined => {
  const rest = path.slice(`/repos/${repository}`.length);
  const [, commit, what] = /^\/commits\/([0-9a-f]+)\/(pulls|statuses)$/.exec(rest) ?? [];
  if (what === 'pulls') return host.pulls.filter(({ head, past = [] }) => [head, ...past].includes(commit ?? '')).map(pullJson);
  if (what === 'statuses') return host.statuses.filter(({ sha }) => sha === commit);
  if (rest === '/pulls') return host.pulls.filter(({ state }) => state === 'open').map(pullJson);
  if (/^\/issues\/\d+\/comments$/.test(rest)) return host.comments;
  const pull = host.pulls.find(({ number }) => rest.startsWith(`/pulls/${number}/`));
  if (rest.endsWith('/commits'))
    return pull?.commits.slice(0, 250).map(({ author, committer = 'web-flow', email = 'x@example.com', message = '' }) => ({
      author: account(author),
      committer: account(committer),
      commit: { message, author: { email }, committer: { email: 'noreply@github.com' } },
    }));
  if (rest.endsWith('/reviews')) return pull?.reviews.map(({ user, type, ...review }) => ({ ...review, user: account(user, type) }));
  return undefined;
};

const read = (host: FakeGithub, path: string): Answer => {
  if (path === `/repos/${repository}/actions/runs`)
    return {
      status: 200,
      data: { total_count: host.pushers.length, workflow_runs: host.pushers.map((login) => ({ actor: account(login) })) },
    };
  const pull = host.pulls.find(({ number }) => path === `/repos/${repository}/pulls/${number}`);
  return pull === undefined ? { status: 404, data: { message: 'Not Found' } } : { status: 200, data: pullJson(pull) };
};

const paged = (host: FakeGithub, items: readonly unknown[], url: URL): Answer & { readonly link?: string } => {
  const size = Math.min(host.pageSize, Number(url.searchParams.get('per_page') ?? 30));
  const page = Number(url.searchParams.get('page') ?? 1);
  const link = items.length > page * size ? { link: `<${url.origin}${url.pathname}?page=${page + 1}>; rel="next", <x>; rel="last"` } : {};
  return { status: 200, data: items.slice((page - 1) * size, page * size), ...link };
};

const answerTo = (
  host: FakeGithub,
  asked: Asked,
  url: URL,
): Answer & { readonly link?: string; readonly headers?: Record<string, string> } => {
  const fault = host.faults.find(({ match, times }) => times > 0 && match.test(`${asked.method} ${asked.path}`));
  if (fault !== undefined) {
    fault.times -= 1;
    if (fault.does === true) write(host, asked);
    return { status: fault.status, data: { message: fault.message }, headers: fault.headers ?? {} };
  }
  if (asked.method !== 'GET') return write(host, asked) ?? { status: 404, data: { message: 'Not Found' } };
  const items = list(host, asked.path);
  return items === undefined ? read(host, asked.path) : paged(host, items, url);
};

/** Starts one; it ends with the suite. */
export const fakeGithub = async (): Promise<FakeGithub> => {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const url = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
      const one = { method: request.method ?? '', path: url.pathname, body, token: request.headers.authorization ?? '' };
      asked.push(one);
      host.onAsk(one);
      const { status, data, link, headers = {} } = answerTo(host, one, url);
      response.writeHead(status, { 'content-type': 'application/json', ...headers, ...(link === undefined ? {} : { link }) });
      response.end(JSON.stringify(data));
    });
  });
  const host: FakeGithub = {
    api: await listenForSuite(server),
    repository,
    pulls: [],
    comments: [],
    statuses: [],
    asked,
    faults: [],
    pushers: [],
    onAsk: () => undefined,
    pageSize: 100,
    now: '2026-11-23T12:00:00Z',
    writes: () => asked.filter(({ method }) => method !== 'GET'),
  };
  return host;
};
