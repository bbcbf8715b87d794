import type { VerifyOptions } from '../../project/types.ts';
import { type Command, type Invocation, optionText } from '../command.ts';
import { withEstate } from '../estate.ts';
import { fromRoot } from '../prefix.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { exitCodeOf, formatOf, findingsOptions, reportFindings } from '../findings.ts';
import { verifyText } from '../views/verify.ts';

const optionsOf = (invocation: Invocation, root: string): VerifyOptions => {
  const { cwd } = invocation;
  const [out, environment] = [optionText(invocation, 'out'), optionText(invocation, 'env')];
  return { ...(out === undefined ? {} : { out: fromRoot(out, { cwd, root }) }), ...(environment === undefined ? {} : { environment }) };
};

const run = (invocation: Invocation) =>
  withEstate(invocation, async (estate): Promise<ExitCode> => {
    const { diagnostics, runs } = await estate.verify(optionsOf(invocation, estate.root));
    await reportFindings(invocation, { diagnostics, sources: estate.sources, root: estate.root, more: { runs }, isResult: true });
    if (formatOf(invocation) === 'human') invocation.terminal.out(verifyText(runs));
    const strict = invocation.options['requireTools'] === true;
    const unsatisfied = runs.some(({ status }) => status === 'failed' || (strict && status === 'skipped'));
    const code = exitCodeOf(diagnostics);
    return code === exitCodes.fine && unsatisfied ? exitCodes.findings : code;
  });

export const verify: Command = {
  name: 'verify',
  summary: 'Let the real daemons and tools check what build generates',
  description:
    'Runs `nagios4 -v`, `promtool`, `amtool`, `sh -n` and `shellcheck` on the generated files, and our own checks for what they let pass. Every complaint is traced back to the definition it comes from. A tool that is not installed is skipped, and said to be.',
  arguments: [],
  options: [
    { flags: '--out DIR', what: 'Verify the output there instead of `generated`' },
    { flags: '--env NAME', what: 'Only this environment' },
    { flags: '--require-tools', what: 'Fail when a tool is not installed' },
    ...findingsOptions,
  ],
  examples: [
    { command: 'plimsoll build && plimsoll verify', what: 'generate, then have it checked' },
    { command: 'plimsoll verify --env production', what: 'one environment' },
    { command: 'plimsoll verify --require-tools', what: 'in CI, where nothing may be skipped' },
  ],
  run,
};
