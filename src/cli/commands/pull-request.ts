import { type CodeHost, codeHostOf, codeHostOptions } from '../code-host.ts';
import { type Command, type Invocation, refuse } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { reportFindings } from '../findings.ts';

const find = async (invocation: Invocation, { repository, head, api, token }: CodeHost): Promise<ExitCode> => {
  const [{ findPull }, { nodeHost }] = await Promise.all([import('../../project/review/github.ts'), import('../../host/node-host.ts')]);
  const found = await findPull({ access: { http: nodeHost().http, api, token }, name: repository }, head);
  if (found.kind === 'refused') {
    await reportFindings(invocation, { diagnostics: [found.problem], sources: new Map(), root: invocation.cwd });
    return exitCodes.usage;
  }
  if (found.value.kind === 'superseded') {
    invocation.terminal.err('a newer commit is the head of the pull request by now\n');
    return exitCodes.findings;
  }
  invocation.terminal.out(`${found.value.number}\n`);
  return exitCodes.fine;
};

const run = async (invocation: Invocation): Promise<ExitCode> => {
  const host = codeHostOf(invocation);
  return typeof host === 'string' ? refuse(invocation, host) : find(invocation, host);
};

export const pullRequest: Command = {
  name: 'pull-request',
  summary: 'Print the number of the open pull request that a commit is the head of',
  description:
    'Asks the code host, so that nobody has to believe what a job of the pull request says about itself. Exit 1 when the pull request has a newer head by now.',
  arguments: [],
  options: codeHostOptions,
  examples: [
    { command: 'plimsoll pull-request --repo a/b --head $SHA', what: 'which one is it?' },
    { command: 'plimsoll pull-request --help', what: 'what it takes, and the token it needs' },
  ],
  run,
};
