import { cronCommand, shellWord } from './escape.ts';
import type { Options } from './options.ts';

const words = (...parts: readonly string[]): string =>
  parts.map((part) => (/^[A-Za-z0-9_./=@+-]+$/.test(part) ? part : shellWord(part))).join(' ');

/** Leaves ten seconds of the minute to whatever still has to be cleaned up. */
const timeBoxSeconds = 50;

/** What cron runs; a run that is skipped because the last one is still busy leaves one character for the next run to count. */
export const cronCommandLine = (options: Options): string => {
  const state = options.stateDirectory;
  const collector = `${options.libraryDirectory}/plimsoll-collect`;
  const boxed = words('timeout', '-k', '5', String(timeBoxSeconds), 'flock', '-n', '-E', '75', `${state}/cron.lock`, collector);
  return `${boxed} || [ $? -ne 75 ] || printf . >>${words(`${state}/skipped`)}`;
};

export const crontabView = (options: Options) => ({ user: options.user, command: cronCommand(cronCommandLine(options)) });

const setting = /^[A-Z_]+=\S+$/;
const entry = /^(?:\S+ ){5}[a-z_][a-z0-9_-]* \S.*$/;
const field = /^(?:\*|\d{1,2}(?:-\d{1,2})?)(?:\/\d{1,2})?(?:,(?:\*|\d{1,2}(?:-\d{1,2})?)(?:\/\d{1,2})?)*$/;

/** What is wrong with a line of a system crontab, by crontab(5); undefined when nothing is. */
export const cronProblem = (line: string): string | undefined => {
  if (line === '' || line.startsWith('#') || setting.test(line)) return undefined;
  if (!entry.test(line)) return 'is neither a setting nor an entry with five times, a user and a command';
  if (
    !line
      .split(' ')
      .slice(0, 5)
      .every((text) => field.test(text))
  )
    return 'has a time that cron does not know';
  return /(?<!\\)%/.test(line) ? 'has a `%` that cron would turn into a line end' : undefined;
};
