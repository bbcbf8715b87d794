import { definitionKinds } from '../../model/model.ts';
import { type Command, type Invocation, optionText, refuse } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { kindNamed, noSuchKind } from '../kinds.ts';

const run = async (invocation: Invocation): Promise<ExitCode> => {
  const { KIND: word } = invocation.arguments;
  if (word === 'review') return printReview(invocation);
  const kind = word === undefined ? undefined : kindNamed(word);
  if (word !== undefined && kind === undefined) return refuse(invocation, noSuchKind(word));
  const [{ schemaFiles, schemaOf }, { printJson }] = await Promise.all([
    import('../../project/schemas.ts'),
    import('../../diagnostics/render/json.ts'),
  ]);
  const out = optionText(invocation, 'out');
  if (out !== undefined) return writeAll(invocation, out, schemaFiles());
  if (invocation.options['defaults'] === true && (kind === undefined || kind === 'settings'))
    return refuse(invocation, '`--defaults` needs a kind that has a folder, such as `checks`.');
  const part = invocation.options['defaults'] === true ? 'defaults' : 'file';
  const schema = kind === undefined ? Object.fromEntries(definitionKinds.map((one) => [one, schemaOf(one, 'file')])) : schemaOf(kind, part);
  invocation.terminal.out(printJson(schema));
  return exitCodes.fine;
};

const printReview = async (invocation: Invocation): Promise<ExitCode> => {
  const { out, defaults } = invocation.options;
  if ((out ?? defaults) !== undefined) return refuse(invocation, '`review` is no kind of file; print it without other options.');
  const [{ reviewJsonSchema }, { printJson }] = await Promise.all([
    import('../../project/schemas.ts'),
    import('../../diagnostics/render/json.ts'),
  ]);
  invocation.terminal.out(printJson(reviewJsonSchema()));
  return exitCodes.fine;
};

const writeAll = async (
  { terminal, cwd }: Invocation,
  out: string,
  files: readonly { path: string; text: string }[],
): Promise<ExitCode> => {
  const [{ nodeHost }, { resolve }] = await Promise.all([import('../../host/node-host.ts'), import('node:path')]);
  for (const { path, text } of files) nodeHost().writeText(resolve(cwd, out, path), text);
  terminal.out(files.map(({ path }) => `${out}/${path}\n`).join(''));
  return exitCodes.fine;
};

export const schema: Command = {
  name: 'schema',
  summary: 'Print the JSON Schemas that editors complete and check with',
  description:
    'Prints the JSON Schema of a file of the given kind, or of all kinds by name. `plimsoll init` writes them with the settings for VS Code; other editors take them through the YAML language server.',
  arguments: [
    { name: 'KIND', required: false, what: `One of ${definitionKinds.join(', ')}; or review, what \`diff --format json\` prints` },
  ],
  options: [
    { flags: '--out DIR', what: 'Write one file per kind there instead, as `init` does' },
    { flags: '--defaults', what: "Of the kind's `_defaults.yaml`" },
  ],
  examples: [
    { command: 'plimsoll schema checks', what: 'print the schema of the files below `checks/`' },
    { command: 'plimsoll schema --out schemas', what: 'renew the schemas after an update of Plimsoll' },
  ],
  run,
};
