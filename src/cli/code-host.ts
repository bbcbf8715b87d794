import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Invocation, type OptionSpec, optionText } from './command.ts';

/** Options that say which code host is asked, and for what. */
export const codeHostOptions: readonly OptionSpec[] = [
  { flags: '--repo NAME', what: 'OWNER/NAME; on GitLab number or path; GITHUB_REPOSITORY or CI_PROJECT_ID when left out' },
  { flags: '--head SHA', what: 'Full id of the commit that is the head of the pull request' },
  { flags: '--api URL', what: 'Its API; GITHUB_API_URL or CI_API_V4_URL, or that of the public host, when left out' },
  { flags: '--token-file FILE', what: 'File that holds the token; GITHUB_TOKEN or GITLAB_TOKEN when left out' },
];

export interface CodeHost {
  readonly repository: string;
  readonly head: string;
  /** With it, the code host is GitLab. */
  readonly mergeRequest?: number;
  readonly api: string;
  readonly token: string;
}

const isLoopback = (url: URL): boolean => ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);

/** A token is told to nobody who could be somebody else. */
const apiOf = (text: string): string | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe = url !== undefined && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)));
  return isSafe && url.search === '' && url.hash === '' ? text.replace(/\/+$/, '') : undefined;
};

/** How one kind of code host is named. */
interface Dialect {
  readonly repository: string;
  readonly shape: RegExp;
  readonly takes: string;
  readonly api: string;
  readonly publicApi: string;
  readonly token: string;
}

const github: Dialect = {
  repository: 'GITHUB_REPOSITORY',
  shape: /^[A-Za-z0-9_-][A-Za-z0-9_.-]*\/(?!\.{1,2}$)[A-Za-z0-9_.-]+$/,
  takes: 'OWNER/NAME',
  api: 'GITHUB_API_URL',
  publicApi: 'https://api.github.com',
  token: 'GITHUB_TOKEN',
};

const gitlab: Dialect = {
  repository: 'CI_PROJECT_ID',
  shape: /^(?:\d+|[A-Za-z0-9_][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*)+)$/,
  takes: 'the number of a project, or its path',
  api: 'CI_API_V4_URL',
  publicApi: 'https://gitlab.com/api/v4',
  token: 'GITLAB_TOKEN',
};

const tokenOf = (invocation: Invocation, variable: string): string => {
  const file = optionText(invocation, 'tokenFile');
  if (file === undefined) return process.env[variable] ?? '';
  try {
    return readFileSync(resolve(invocation.cwd, file), 'utf8').trim();
  } catch {
    return '';
  }
};

/** Where a code host is, and who asks. */
type Site = Omit<CodeHost, 'head'>;

/** `head`: not asked for when left out. */
const siteOf = (invocation: Invocation, dialect: Dialect, head?: string): Site | string => {
  const repository = optionText(invocation, 'repo') ?? process.env[dialect.repository] ?? '';
  const api = apiOf(optionText(invocation, 'api') ?? process.env[dialect.api] ?? dialect.publicApi);
  const token = tokenOf(invocation, dialect.token);
  if (!dialect.shape.test(repository)) return `\`--repo\` takes ${dialect.takes}.`;
  if (head !== undefined && !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(head)) return '`--head` takes the full id of a commit.';
  if (api === undefined) return '`--api` takes an https URL.';
  if (!/^[\x21-\x7e]+$/.test(token)) return `there is no token: set ${dialect.token}, or name a file with \`--token-file\`.`;
  return { repository, api, token };
};

export const gitlabSiteOf = (invocation: Invocation): Site | string => siteOf(invocation, gitlab);

/** Which code host is meant; a text says what is wrong with how it was named. */
export const codeHostOf = (invocation: Invocation): CodeHost | string => {
  const head = optionText(invocation, 'head') ?? '';
  const request = optionText(invocation, 'mergeRequest');
  const site = siteOf(invocation, request === undefined ? github : gitlab, head);
  if (typeof site === 'string') return site;
  if (request !== undefined && !/^[1-9]\d{0,8}$/.test(request)) return '`--merge-request` takes the number of a merge request.';
  return { ...site, head, ...(request === undefined ? {} : { mergeRequest: Number(request) }) };
};
