import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

export interface ArgumentSpec {
  /** In capitals: `DIR`. */
  readonly name: string;
  readonly required: boolean;
  readonly what: string;
}

export interface OptionSpec {
  /** `--check`, or `--out DIR` when it takes a value. */
  readonly flags: string;
  readonly what: string;
  /** The only values it takes. */
  readonly choices?: readonly string[];
}

export interface Example {
  readonly command: string;
  readonly what: string;
}

/** What a command was called with. */
export interface Invocation {
  /** Name of the command. */
  readonly command: string;
  /** Arguments by name; absent ones are missing. */
  readonly arguments: Readonly<Record<string, string>>;
  /** Options by their long name in camelCase; a flag is `true`. */
  readonly options: Readonly<Record<string, string | true>>;
  /** Absolute: `--cwd`, or where the user stands. */
  readonly cwd: string;
  /** As given with `--today`. */
  readonly today?: string;
  readonly terminal: Terminal;
}

/** One command: arguments to façade to view, no logic of its own. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** A few sentences for its help screen. */
  readonly description: string;
  readonly arguments: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  readonly examples: readonly Example[];
  readonly run: (invocation: Invocation) => Promise<ExitCode>;
}

/** Says what is wrong with how a command was called, and ends it. */
export const refuse = ({ terminal, command }: Invocation, text: string): ExitCode => {
  terminal.err(`plimsoll ${command}: ${text}\nRun \`plimsoll ${command} --help\` for what it takes.\n`);
  return exitCodes.usage;
};

/** The text of an option that takes a value. */
export const optionText = ({ options }: Invocation, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};
