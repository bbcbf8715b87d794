import type { GateResult } from '../../project/review-types.ts';
import { type Command, type Invocation, optionText, refuse } from '../command.ts';
import { absolutePath, comparedOf, comparedOptions, comparedProblem } from '../compared.ts';
import { withEstate } from '../estate.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { hasErrors } from '../findings.ts';
import { reportReview, reviewOptions } from '../review.ts';

/** What cannot be judged does not pass. */
const exitCode = ({ diagnostics, decisions, document }: GateResult): ExitCode => {
  if (document === undefined || decisions.length === 0 || hasErrors(diagnostics)) return exitCodes.usage;
  if (decisions.some(({ verdict }) => verdict === 'violation')) return exitCodes.findings;
  return decisions.some(({ verdict }) => verdict === 'missing') ? exitCodes.approval : exitCodes.fine;
};

const run = (invocation: Invocation) => {
  const problem = comparedProblem(invocation);
  if (problem !== undefined) return Promise.resolve(refuse(invocation, problem));
  return withEstate(invocation, async (estate): Promise<ExitCode> => {
    const file = optionText(invocation, 'approvals');
    const approvals = file === undefined ? {} : { approvals: absolutePath(file, invocation) };
    const result = await estate.gate({ ...comparedOf(invocation), ...approvals });
    await reportReview(invocation, estate, result);
    return exitCode(result);
  });
};

export const gate: Command = {
  name: 'gate',
  summary: 'Decide whether a change may go: rules kept, everybody agreed',
  description:
    'Holds a change against the policy of the base: its rules and budgets, and who must agree to changes of which class. Exit 0 when it may go, 1 when it breaks a rule, 4 when somebody has still to agree.',
  arguments: [],
  options: [
    ...comparedOptions,
    { flags: '--approvals FILE', what: 'Who wrote the change and who agreed to which output; nobody when left out' },
    ...reviewOptions,
  ],
  examples: [
    { command: 'plimsoll gate --base origin/main --approvals approvals.json', what: 'may this pull request go?' },
    { command: 'plimsoll gate --base origin/main', what: 'whom shall I ask?' },
  ],
  run,
};
