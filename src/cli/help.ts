import type { ArgumentSpec, Command, OptionSpec } from './command.ts';
import { manifest } from './manifest.ts';

/** Options that every command takes. */
export const commonOptions: readonly OptionSpec[] = [
  { flags: '--cwd DIR', what: 'Work as if started in DIR' },
  { flags: '--today DATE', what: 'Take DATE (YYYY-MM-DD) for the day on which an `until` has passed' },
  { flags: '--no-color', what: 'No colours; NO_COLOR and FORCE_COLOR are honoured too' },
  { flags: '-h, --help', what: 'Show this help' },
];

type Row = readonly [left: string, right: string];

const columns = 110;

const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length >= width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
};

const table = (rows: readonly Row[]): readonly string[] => {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.flatMap(([left, right]) =>
    wrapped(right, columns - width - 2).map((line, index) => `  ${(index === 0 ? left : '').padEnd(width)}${line}`),
  );
};

const section = (title: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : ['', `${title}:`, ...lines]);

const page = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

const optionRow = ({ flags, what, choices }: OptionSpec): Row => [flags, choices === undefined ? what : `${what}: ${choices.join(', ')}`];

const usageWord = ({ name, required }: ArgumentSpec): string => (required ? name : `[${name}]`);

/** What `plimsoll --help` prints. */
export const overallHelp = (): string =>
  page([
    'plimsoll: monitoring as code. Definitions in YAML or TypeScript become Nagios, Ganglia, Prometheus and',
    'Alertmanager configuration that went through review like any other code.',
    '',
    'Usage: plimsoll COMMAND [OPTIONS]',
    ...section('Commands', table(manifest.map(({ name, summary }): Row => [name, summary]))),
    ...section('Options', table([...commonOptions.map(optionRow), ['-V, --version', 'Show the version']])),
    ...section(
      'Exit codes',
      table([
        ['0', 'fine'],
        ['1', 'something was found'],
        ['2', 'the command line or the environment is wrong'],
        ['3', 'there are changes, where `--detailed-exitcode` asks for it'],
        ['4', 'an approval is missing'],
        ['70', 'Plimsoll itself failed'],
      ]),
    ),
    ...section(
      'Examples',
      table([
        ['plimsoll init monitoring', 'start an estate in the folder `monitoring`'],
        ['plimsoll validate', 'find every mistake'],
        ['plimsoll build && plimsoll verify', 'generate, and have the real tools check it'],
        ['plimsoll build --help', 'all about one command'],
      ]),
    ),
  ]);

/** What `plimsoll COMMAND --help` prints. */
export const commandHelp = (command: Command): string =>
  page([
    ...wrapped(command.description, columns),
    '',
    `Usage: plimsoll ${[command.name, ...command.arguments.map(usageWord), '[OPTIONS]'].join(' ')}`,
    ...section('Arguments', table(command.arguments.map(({ name, what }): Row => [name, what]))),
    ...section('Options', table([...command.options, ...commonOptions].map(optionRow))),
    ...section('Examples', table(command.examples.map(({ command: line, what }): Row => [line, what]))),
  ]);
