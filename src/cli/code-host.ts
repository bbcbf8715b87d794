import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Invocation, type OptionSpec, optionText } from './command.ts';

/** Options that say which code host is asked, and for what. */
export const codeHostOptions: readonly OptionSpec[] = [
  { flags: '--repo NAME', what: 'OWNER/NAME on the code host; GITHUB_REPOSITORY when left out' },
  { flags: '--head SHA', what: 'Full id of the commit that is the head of the pull request' },
  { flags: '--api URL', what: 'Its API; GITHUB_API_URL, or that of github.com, when left out' },
  { flags: '--token-file FILE', what: 'File that holds the token; the variable GITHUB_TOKEN when left out' },
];

export interface CodeHost {
  readonly repository: string;
  readonly head: string;
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

const tokenOf = (invocation: Invocation): string => {
  const file = optionText(invocation, 'tokenFile');
  if (file === undefined) return process.env['GITHUB_TOKEN'] ?? '';
  try {
    return readFileSync(resolve(invocation.cwd, file), 'utf8').trim();
  } catch {
    return '';
  }
};

/** Which code host is meant; a text says what is wrong with how it was named. */
export const codeHostOf = (invocation: Invocation): CodeHost | string => {
  const repository = optionText(invocation, 'repo') ?? process.env['GITHUB_REPOSITORY'] ?? '';
  const head = optionText(invocation, 'head') ?? '';
  const api = apiOf(optionText(invocation, 'api') ?? process.env['GITHUB_API_URL'] ?? 'https://api.github.com');
  const token = tokenOf(invocation);
  if (!/^[A-Za-z0-9_-][A-Za-z0-9_.-]*\/[A-Za-z0-9_.-]+$/.test(repository) || /\/\.{1,2}$/.test(repository))
    return '`--repo` takes OWNER/NAME.';
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(head)) return '`--head` takes the full id of a commit.';
  if (api === undefined) return '`--api` takes an https URL.';
  if (!/^[\x21-\x7e]+$/.test(token)) return 'there is no token: set GITHUB_TOKEN, or name a file with `--token-file`.';
  return { repository, head, api, token };
};
