import { resolve } from 'node:path';
import type { Command, Invocation } from './command.ts';
import { crash } from './crash.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { commandHelp, overallHelp } from './help.ts';
import { manifest } from './manifest.ts';
import { type Terminal, terminalOf } from './terminal.ts';

const takesValue = new Set(['--cwd', '--today']);

/** The command's name: the first word that is neither an option nor the value of one. */
const commandName = (argv: readonly string[]): string | undefined => {
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (takesValue.has(word)) at += 1;
    else if (!word.startsWith('-')) return word;
  }
  return undefined;
};

/** `help build` asks for the same as `build --help`. */
const asksForHelp = (argv: readonly string[]): boolean => {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  return words.includes('--help') || words.includes('-h');
};

const load = async (name: string | undefined): Promise<Command | undefined> => manifest.find((entry) => entry.name === name)?.load();

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

const execute = async (argv: readonly string[], command: Command | undefined, terminal: Terminal): Promise<ExitCode> => {
  const { parse } = await import('./parse.ts');
  const outcome = parse(argv, command, terminal.err);
  if (outcome.kind === 'refused' || command === undefined) return exitCodes.usage;
  const { options } = outcome.parsed;
  const { cwd, today } = options;
  const invocation: Invocation = {
    ...outcome.parsed,
    command: command.name,
    cwd: typeof cwd === 'string' ? resolve(cwd) : process.cwd(),
    ...(typeof today === 'string' ? { today } : {}),
    terminal,
  };
  if (invocation.today !== undefined && !isDay(invocation.today)) {
    terminal.err(`plimsoll: \`--today\` takes a day that exists, such as 2027-03-31, not \`${invocation.today}\`.\n`);
    return exitCodes.usage;
  }
  return command.run(invocation);
};

const dispatch = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const name = commandName(argv);
  const wanted = name === 'help' ? commandName(argv.slice(argv.indexOf('help') + 1)) : name;
  const command = await load(wanted);
  if (name !== 'help' && !asksForHelp(argv)) return execute(argv, command, terminal);
  if (command !== undefined || wanted === undefined) {
    terminal.out(command === undefined ? overallHelp() : commandHelp(command));
    return exitCodes.fine;
  }
  return execute([wanted], undefined, terminal);
};

/** Runs the command that `argv` asks for; the answer is the exit code. */
export const main = async (argv: readonly string[]): Promise<ExitCode> => {
  const { stdout, stderr, env } = process;
  const terminal = terminalOf({ stdout, stderr, env, now: () => process.uptime() * 1000, plain: argv.includes('--no-color') });
  const fail = (error: unknown) => crash(error, argv, terminal);
  // What escapes every await must not end in Node's own words either.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      void fail(error).then((code) => process.exit(code));
    });
  try {
    return await dispatch(argv, terminal);
  } catch (error) {
    return await fail(error);
  } finally {
    terminal.settle();
  }
};
