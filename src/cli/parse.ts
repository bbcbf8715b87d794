import { Command as Parser, CommanderError, Option } from 'commander';
import type { Command, OptionSpec } from './command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { commonOptions } from './help.ts';
import { manifest } from './manifest.ts';

export interface Parsed {
  readonly arguments: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string | true>>;
}

export type ParseOutcome = { readonly kind: 'parsed'; readonly parsed: Parsed } | { readonly kind: 'refused'; readonly exitCode: ExitCode };

const valueName = / ([A-Z-]+)$/;

const optionOf = ({ flags, what, choices }: OptionSpec): Option => {
  const option = new Option(flags.replace(valueName, ' <$1>'), what);
  return choices === undefined ? option : option.choices(choices);
};

/** A text option that stands on the command or on the program; `--no-color` and `--help` are dealt with elsewhere. */
const given = (parser: Parser): Readonly<Record<string, string | true>> => {
  const found: Record<string, string | true> = {};
  for (const [name, value] of Object.entries<unknown>(parser.optsWithGlobals()))
    if (typeof value === 'string' || value === true) found[name] = value;
  return found;
};

const argumentsOf = (command: Command, values: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(command.arguments.flatMap(({ name }, index) => (values[index] === undefined ? [] : [[name, values[index]]])));

const programOf = (write: (text: string) => void): Parser => {
  const program = new Parser('plimsoll').helpOption(false).helpCommand(false).exitOverride();
  program.configureOutput({ writeOut: write, writeErr: write, outputError: (text) => write(text.replace(/^error: /, 'plimsoll: ')) });
  program.showHelpAfterError('Run `plimsoll --help` for the commands.');
  for (const option of commonOptions) if (!option.flags.includes('--help')) program.addOption(optionOf(option));
  for (const { name, summary } of manifest) program.command(name, { hidden: false }).description(summary);
  return program;
};

const declare = (parser: Parser, command: Command, keep: (parsed: Parsed) => void): void => {
  for (const { name, required } of command.arguments) parser.argument(required ? `<${name}>` : `[${name}]`);
  for (const option of command.options) parser.addOption(optionOf(option));
  parser.showHelpAfterError(`Run \`plimsoll ${command.name} --help\` for what it takes.`);
  parser.action(() => keep({ arguments: argumentsOf(command, parser.args), options: given(parser) }));
};

/** Reads `argv` for `command`, the one its first word names; without one, says what is wrong. */
export const parse = (argv: readonly string[], command: Command | undefined, write: (text: string) => void): ParseOutcome => {
  const program = programOf(write);
  let parsed: Parsed | undefined;
  const parser = program.commands.find((one) => one.name() === command?.name);
  if (parser !== undefined && command !== undefined) declare(parser, command, (found) => (parsed = found));
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
  }
  return parsed === undefined ? { kind: 'refused', exitCode: exitCodes.usage } : { kind: 'parsed', parsed };
};
