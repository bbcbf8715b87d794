import { resolve } from 'node:path';
import type { Estate } from '../../project/estate.ts';
import type { PostOptions, PostResult } from '../../project/post-types.ts';
import { type CodeHost, codeHostOf, codeHostOptions } from '../code-host.ts';
import { type Command, type Invocation, optionText, refuse } from '../command.ts';
import { withEstate } from '../estate.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { reportFindings } from '../findings.ts';
import { prefixFrom } from '../prefix.ts';

const exitCode = ({ diagnostics, decisions }: PostResult): ExitCode => {
  if (diagnostics.length > 0) return exitCodes.usage;
  if (decisions.some(({ verdict }) => verdict === 'violation')) return exitCodes.findings;
  return decisions.some(({ verdict }) => verdict === 'missing') ? exitCodes.approval : exitCodes.fine;
};

const words = {
  create: 'new comment',
  edit: 'comment edited',
  leave: 'comment left as it is',
  superseded: 'a newer report is there',
} as const;

const said = ({ number, comments, superseded }: PostResult): string =>
  superseded && comments.length === 0
    ? 'a newer commit or run has reported by now; nothing was written\n'
    : comments.map(({ environment, done }) => `#${number ?? ''} ${environment}: ${words[done]}\n`).join('');

interface Numbers {
  readonly number: number;
  readonly attempt: number;
}

const runNumbers = (text: string): Numbers | undefined => {
  const [, number, attempt] = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text) ?? [];
  return number === undefined ? undefined : { number: Number(number), attempt: Number(attempt ?? 1) };
};

const linkFor = async (invocation: Invocation, { root }: Estate): Promise<Pick<PostOptions, 'link'>> => {
  const link = optionText(invocation, 'link');
  const prefix = prefixFrom(process.env['GITHUB_WORKSPACE'] ?? process.env['CI_PROJECT_DIR'] ?? process.cwd(), root);
  const { linkOf } = await import('../views/review.ts');
  return linkOf({ prefix, ...(link === undefined ? {} : { link }) });
};

interface Asked {
  readonly host: CodeHost;
  readonly document: string;
  readonly numbers: Numbers;
}

const show = (invocation: Invocation, { host: { head, ...host }, document, numbers }: Asked): Promise<ExitCode> =>
  withEstate(invocation, async (estate) => {
    const claimed = optionText(invocation, 'claimed');
    const result = await estate.report({
      ...host,
      document: resolve(invocation.cwd, document),
      ...(claimed === undefined ? {} : { claimed: resolve(invocation.cwd, claimed) }),
      run: { head, ...numbers },
      author: optionText(invocation, 'author') ?? 'github-actions[bot]',
      ...(await linkFor(invocation, estate)),
    });
    await reportFindings(invocation, { diagnostics: result.diagnostics, sources: estate.sources, root: estate.root });
    invocation.terminal.out(said(result));
    return exitCode(result);
  });

const run = async (invocation: Invocation): Promise<ExitCode> => {
  const host = codeHostOf(invocation);
  if (typeof host === 'string') return refuse(invocation, host);
  if (host.mergeRequest !== undefined && optionText(invocation, 'author') === undefined)
    return refuse(invocation, 'with `--merge-request`, `--author` takes the account of the token.');
  const document = optionText(invocation, 'document');
  if (document === undefined) return refuse(invocation, '`--document` is missing.');
  const numbers = runNumbers(optionText(invocation, 'run') ?? process.env['GITHUB_RUN_NUMBER'] ?? process.env['CI_PIPELINE_IID'] ?? '1');
  return numbers === undefined
    ? refuse(invocation, '`--run` takes the number of the run and its attempt, such as 12.1.')
    : show(invocation, { host, document, numbers });
};

export const report: Command = {
  name: 'report',
  summary: 'Show a review in its pull request, and mark the commit with what the gate says',
  description:
    'Checks the review like a letter from a stranger, renders it anew, and puts it into the one comment of each environment. Who wrote the change and who agreed is asked of the code host; policy and teams are those of the estate here, which must be the base. Exit 0, 1 and 4 as `gate`; 2 when something could not be read or shown, and then the commit is marked as failed.',
  arguments: [],
  options: [
    { flags: '--document FILE', what: 'The review, made by code of the base: `diff --format json`' },
    { flags: '--claimed FILE', what: "The review that the pull request's own job made, to be held against it" },
    ...codeHostOptions,
    { flags: '--merge-request N', what: 'Its number, where the code host is GitLab' },
    { flags: '--run N', what: 'Number of the run, and its attempt: 12.1. A later one is never written over' },
    { flags: '--author LOGIN', what: 'Account of the token; github-actions[bot] when left out' },
    { flags: '--link URL', what: 'Before the path of a file on the code host, for links to lines' },
  ],
  examples: [
    { command: 'plimsoll report --document r.json --repo a/b --head $SHA', what: 'comment, and set the status' },
    { command: 'plimsoll report --help', what: 'what it takes, and the token it needs' },
  ],
  run,
};
