import { type Command, type Invocation, refuse } from '../command.ts';
import { withEstate } from '../estate.ts';
import { exitCodeOf, reportFindings, withoutNotes } from '../findings.ts';
import { tableFormatOf, tableFormatOption } from '../table-format.ts';

const run = (invocation: Invocation) =>
  withEstate(invocation, async (estate) => {
    const id = invocation.arguments['THRESHOLD'] ?? '';
    const { diagnostics, known, suggestions, rows } = await estate.matrix(id);
    const format = tableFormatOf(invocation);
    const more = { threshold: id, rows };
    await reportFindings(invocation, { diagnostics: withoutNotes(diagnostics), sources: estate.sources, root: estate.root, more });
    if (!known)
      return refuse(
        invocation,
        `there is no threshold \`${id}\`.${suggestions.length === 0 ? '' : ` Did you mean \`${suggestions[0]}\`?`}`,
      );
    const { matrixCsv, matrixTable } = await import('../views/check-list.ts');
    if (format === 'csv') invocation.terminal.out(matrixCsv(rows));
    if (format === 'table' && rows.length > 0) invocation.terminal.out(matrixTable(rows));
    if (rows.length === 0) invocation.terminal.err(`No check holds anything against \`${id}\`.\n`);
    return exitCodeOf(diagnostics);
  });

export const matrix: Command = {
  name: 'matrix',
  summary: 'Show a threshold in all environments and overrides, side by side',
  description: 'A line for each environment and set of hosts with the same limits, a column for each limit, in the unit of the metric.',
  arguments: [{ name: 'THRESHOLD', required: true, what: 'Id of a threshold' }],
  options: [tableFormatOption],
  examples: [
    { command: 'plimsoll matrix disk-used', what: 'where is it 90%, and where not?' },
    { command: 'plimsoll matrix disk-used --format csv', what: 'for a spreadsheet' },
  ],
  run,
};
