import { type Command, type Invocation, refuse } from '../command.ts';
import { comparedOf, comparedOptions, comparedProblem } from '../compared.ts';
import { withEstate } from '../estate.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { exitCodeOf } from '../findings.ts';
import { reportReview, reviewOptions } from '../review.ts';

const run = (invocation: Invocation) => {
  const problem = comparedProblem(invocation);
  if (problem !== undefined) return Promise.resolve(refuse(invocation, problem));
  return withEstate(invocation, async (estate): Promise<ExitCode> => {
    const { diagnostics, document } = await estate.diff(comparedOf(invocation));
    await reportReview(invocation, estate, { diagnostics, ...(document === undefined ? {} : { document }) });
    const code = exitCodeOf(diagnostics);
    const isChanged = document?.environments.some(({ plan }) => plan.changes.length > 0) === true;
    return code === exitCodes.fine && isChanged && invocation.options['detailedExitcode'] === true ? exitCodes.changes : code;
  });
};

export const diff: Command = {
  name: 'diff',
  summary: 'Say what a change to monitors does, and who must agree to it',
  description:
    'Compiles both sides and compares what they mean, not their text: which values alert, how soon, on which hosts, who is told, at which hours. The base is read from git; the work tree stays as it is.',
  arguments: [],
  options: [...comparedOptions, { flags: '--detailed-exitcode', what: 'Exit 3 when there are changes' }, ...reviewOptions],
  examples: [
    { command: 'plimsoll diff', what: 'what have I changed since the last commit?' },
    { command: 'plimsoll diff --base origin/main --format markdown', what: 'the report of a pull request' },
    { command: 'plimsoll diff --from old --to new --format json', what: 'for a program' },
  ],
  run,
};
