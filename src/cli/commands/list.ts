import { type DefinitionKind, definitionKinds } from '../../model/model.ts';
import type { CheckFilter } from '../../project/check-types.ts';
import type { Estate } from '../../project/estate.ts';
import { type Command, type Invocation, optionText, refuse } from '../command.ts';
import { withEstate } from '../estate.ts';
import { prefixFrom } from '../prefix.ts';
import { exitCodeOf, reportFindings, withoutNotes } from '../findings.ts';
import { kindNamed, noSuchKind } from '../kinds.ts';
import { tableFormatOf, tableFormatOption } from '../table-format.ts';
import { definitionsText } from '../views/definitions.ts';

const filterKeys = [
  ['environment', 'env'],
  ['owner', 'owner'],
  ['on', 'on'],
  ['stage', 'stage'],
  ['receiver', 'receiver'],
] as const satisfies readonly (readonly [keyof CheckFilter, string])[];

const filterOf = (invocation: Invocation): CheckFilter =>
  Object.fromEntries(
    filterKeys.flatMap(([key, option]) => {
      const value = optionText(invocation, option);
      return value === undefined ? [] : [[key, value]];
    }),
  );

const listChecks = async (invocation: Invocation, estate: Estate, filter: CheckFilter) => {
  const { diagnostics, checks, problem } = await estate.checks(filter);
  const format = tableFormatOf(invocation);
  await reportFindings(invocation, {
    diagnostics: withoutNotes(diagnostics),
    sources: estate.sources,
    root: estate.root,
    more: { checks },
  });
  if (problem !== undefined) return refuse(invocation, problem);
  const { checkCsv, checkTable } = await import('../views/check-list.ts');
  const prefix = prefixFrom(process.cwd(), estate.root);
  if (format === 'table') invocation.terminal.out(checkTable(checks, prefix));
  if (format === 'csv') invocation.terminal.out(checkCsv(checks, prefix));
  if (format === 'table' && checks.length === 0) invocation.terminal.err('No check fits.\n');
  return exitCodeOf(diagnostics);
};

const listAll = async (invocation: Invocation, estate: Estate, kind: DefinitionKind | undefined) => {
  const { diagnostics, definitions } = await estate.list(kind);
  const isTable = tableFormatOf(invocation) === 'table';
  const shown = isTable ? withoutNotes(diagnostics) : diagnostics;
  await reportFindings(invocation, { diagnostics: shown, sources: estate.sources, root: estate.root, more: { definitions } });
  if (isTable) {
    invocation.terminal.out(definitionsText(definitions, prefixFrom(process.cwd(), estate.root)));
    if (definitions.length === 0)
      invocation.terminal.err(`The estate defines no ${kind ?? 'anything yet'}.\n`.replace('no anything', 'nothing'));
  }
  return exitCodeOf(diagnostics);
};

const run = async (invocation: Invocation) => {
  const word = invocation.arguments['KIND'];
  const kind = word === undefined ? undefined : kindNamed(word);
  if (word !== undefined && kind === undefined) return refuse(invocation, noSuchKind(word));
  const filter = filterOf(invocation);
  const isFiltered = Object.keys(filter).length > 0 || tableFormatOf(invocation) === 'csv';
  if (isFiltered && kind !== undefined && kind !== 'checks') return refuse(invocation, 'only checks can be filtered, and printed as CSV.');
  return withEstate(invocation, (estate) => (isFiltered ? listChecks(invocation, estate, filter) : listAll(invocation, estate, kind)));
};

export const list: Command = {
  name: 'list',
  summary: 'List what the estate defines, and where',
  description:
    'Prints one definition on a line: its kind, its id, its file and line, and why it exists. With a filter, the checks that fit it in each environment, and who is told.',
  arguments: [{ name: 'KIND', required: false, what: `Only these: ${definitionKinds.join(', ')}` }],
  options: [
    { flags: '--owner TEAM', what: 'Checks that this team answers for' },
    { flags: '--on NAME', what: 'Checks that look at this group or host' },
    { flags: '--stage STAGE', what: 'Checks in this stage', choices: ['live', 'dark'] },
    { flags: '--receiver NAME', what: 'Checks that tell this team, by this urgency, or both: `ops/page`' },
    { flags: '--env NAME', what: 'Checks of this environment' },
    tableFormatOption,
  ],
  examples: [
    { command: 'plimsoll list', what: 'everything' },
    { command: 'plimsoll list metrics --format json', what: 'for a program' },
    { command: 'plimsoll list --receiver ops/page --env production', what: 'what may wake operations?' },
    { command: 'plimsoll list checks --format csv', what: 'for a spreadsheet' },
  ],
  run,
};
