import { definitionKinds } from '../../model/model.ts';
import { type Command, type Invocation, refuse } from '../command.ts';
import { withEstate } from '../estate.ts';
import { prefixFrom } from '../prefix.ts';
import { exitCodeOf, dataFormatOption, formatOf, reportFindings, withoutNotes } from '../findings.ts';
import { kindNamed, noSuchKind } from '../kinds.ts';
import { definitionsText } from '../views/definitions.ts';

const run = async (invocation: Invocation) => {
  const word = invocation.arguments['KIND'];
  const kind = word === undefined ? undefined : kindNamed(word);
  if (word !== undefined && kind === undefined) return refuse(invocation, noSuchKind(word));
  return withEstate(invocation, async (estate) => {
    const { diagnostics, definitions } = await estate.list(kind);
    const isHuman = formatOf(invocation) === 'human';
    const shown = isHuman ? withoutNotes(diagnostics) : diagnostics;
    await reportFindings(invocation, { diagnostics: shown, sources: estate.sources, root: estate.root, more: { definitions } });
    if (isHuman) {
      invocation.terminal.out(definitionsText(definitions, prefixFrom(process.cwd(), estate.root)));
      if (definitions.length === 0)
        invocation.terminal.err(`The estate defines no ${kind ?? 'anything yet'}.\n`.replace('no anything', 'nothing'));
    }
    return exitCodeOf(diagnostics);
  });
};

export const list: Command = {
  name: 'list',
  summary: 'List what the estate defines, and where',
  description: 'Prints one definition on a line: its kind, its id, its file and line, and why it exists.',
  arguments: [{ name: 'KIND', required: false, what: `Only these: ${definitionKinds.join(', ')}` }],
  options: [dataFormatOption],
  examples: [
    { command: 'plimsoll list', what: 'everything' },
    { command: 'plimsoll list checks', what: 'every monitor' },
    { command: 'plimsoll list metrics --format json', what: 'for a program' },
  ],
  run,
};
