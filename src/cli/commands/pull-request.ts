import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type CodeHost, codeHostOf, codeHostOptions, gitlabSiteOf } from '../code-host.ts';
import { type Command, type Invocation, optionText, refuse } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { reportFindings } from '../findings.ts';

const refusedBy = async (invocation: Invocation, problem: Diagnostic): Promise<ExitCode> => {
  await reportFindings(invocation, { diagnostics: [problem], sources: new Map(), root: invocation.cwd });
  return exitCodes.usage;
};

const list = async (invocation: Invocation, { repository, api, token }: Omit<CodeHost, 'head'>, target: string): Promise<ExitCode> => {
  const [{ readOpenRequests }, { nodeHost }] = await Promise.all([
    import('../../project/review/gitlab.ts'),
    import('../../host/node-host.ts'),
  ]);
  const open = await readOpenRequests(
    { access: { http: nodeHost().http, api, token, accept: 'application/json' }, name: repository },
    target,
  );
  if (open.kind === 'refused') return refusedBy(invocation, open.problem);
  invocation.terminal.out(open.value.map(({ number, head }) => `${number} ${head}\n`).join(''));
  return exitCodes.fine;
};

const find = async (invocation: Invocation, { repository, head, api, token }: CodeHost): Promise<ExitCode> => {
  const [{ findPull }, { nodeHost }] = await Promise.all([import('../../project/review/github.ts'), import('../../host/node-host.ts')]);
  const found = await findPull({ access: { http: nodeHost().http, api, token }, name: repository }, head);
  if (found.kind === 'refused') return refusedBy(invocation, found.problem);
  if (found.value.kind === 'superseded') {
    invocation.terminal.err('a newer commit is the head of the pull request by now\n');
    return exitCodes.findings;
  }
  invocation.terminal.out(`${found.value.number}\n`);
  return exitCodes.fine;
};

const run = async (invocation: Invocation): Promise<ExitCode> => {
  const target = optionText(invocation, 'mergeRequests');
  if (target !== undefined) {
    const site = gitlabSiteOf(invocation);
    return typeof site === 'string' ? refuse(invocation, site) : list(invocation, site, target);
  }
  const host = codeHostOf(invocation);
  return typeof host === 'string' ? refuse(invocation, host) : find(invocation, host);
};

export const pullRequest: Command = {
  name: 'pull-request',
  summary: 'Print the number of the open pull request that a commit is the head of',
  description:
    'Asks the code host, so that nobody has to believe what a job of the pull request says about itself. Exit 1 when the pull request has a newer head by now. On GitLab it lists what is open for a branch.',
  arguments: [],
  options: [...codeHostOptions, { flags: '--merge-requests BRANCH', what: 'On GitLab: number and head of each that is open for BRANCH' }],
  examples: [
    { command: 'plimsoll pull-request --repo a/b --head $SHA', what: 'which one is it?' },
    { command: 'plimsoll pull-request --help', what: 'what it takes, and the token it needs' },
  ],
  run,
};
