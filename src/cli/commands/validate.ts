import type { Command, Invocation } from '../command.ts';
import { withEstate } from '../estate.ts';
import { exitCodeOf, formatOf, findingsOptions, reportFindings, withoutNotes } from '../findings.ts';
import { estateCounts } from '../views/definitions.ts';

const run = (invocation: Invocation) =>
  withEstate(invocation, async (estate) => {
    const { diagnostics, counts } = await estate.validate();
    await reportFindings(invocation, { diagnostics, sources: estate.sources, root: estate.root, isResult: true });
    if (withoutNotes(diagnostics).length === 0 && formatOf(invocation) === 'human')
      invocation.terminal.out(`There are no problems in ${estateCounts(counts)}.\n`);
    return exitCodeOf(diagnostics);
  });

export const validate: Command = {
  name: 'validate',
  summary: 'Find every mistake in the definitions',
  description:
    'Reads every definition, links them for every environment and reports all that is wrong, each with its place and a next step. Writes nothing.',
  arguments: [],
  options: findingsOptions,
  examples: [
    { command: 'plimsoll validate', what: 'check the estate around the current directory' },
    { command: 'plimsoll validate --format github', what: 'annotate a pull request' },
    { command: 'plimsoll validate --today 2027-04-01', what: 'see which overrides will have ended by then' },
  ],
  run,
};
