import { resolve } from 'node:path';
import { type Command, type Invocation } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { linesText } from '../text.ts';

const refused = ({ terminal }: Invocation, existing: readonly string[]): ExitCode => {
  terminal.err(
    linesText([
      'plimsoll init: these files are there already, so nothing was written:',
      ...existing.map((path) => `  ${path}`),
      'Choose an empty directory, or move them away first.',
    ]),
  );
  return exitCodes.usage;
};

const run = async (invocation: Invocation): Promise<ExitCode> => {
  const { DIR: directory = '.' } = invocation.arguments;
  const [{ initEstate }, { nodeHost }] = await Promise.all([import('../../project/init.ts'), import('../../host/node-host.ts')]);
  const root = resolve(invocation.cwd, directory);
  const prefix = directory === '.' ? '' : `${directory.replace(/\/+$/, '')}/`;
  const outcome = initEstate(nodeHost(), root);
  if (outcome.kind === 'refused')
    return refused(
      invocation,
      outcome.existing.map((path) => prefix + path),
    );
  invocation.terminal.out(linesText(outcome.files.map((path) => prefix + path)));
  const enter = prefix === '' ? '' : `cd ${prefix.slice(0, -1)} && `;
  invocation.terminal.err(`The estate is ready. Next: ${enter}plimsoll validate && plimsoll build && plimsoll verify\n`);
  return exitCodes.fine;
};

export const init: Command = {
  name: 'init',
  summary: 'Start an estate: a small one that validates, builds and verifies at once',
  description:
    'Writes a small estate: settings, a team, two hosts, a metric, its thresholds, one check in YAML and one in TypeScript, and what editors need to complete and check them. It never overwrites a file.',
  arguments: [{ name: 'DIR', required: false, what: 'Where; the current directory when left out' }],
  options: [],
  examples: [
    { command: 'plimsoll init', what: 'start here' },
    { command: 'plimsoll init monitoring', what: 'start in the folder `monitoring`' },
  ],
  run,
};
