import type { RunResult } from '../../host/host.ts';
import type { NativeCheck, NativeComplaint } from '../contract.ts';
import { cronProblem } from './crontab.ts';
import { rowProblem } from './table.ts';

const located = /^(?:[^:]*: )?([^:\s]+):(?: line)? ?(\d+):(?:\d+:)? (.*)$/;

const complaintOf = (text: string): NativeComplaint => {
  const match = located.exec(text);
  return match === null ? { message: text } : { path: match[1] ?? '', line: Number(match[2]), message: match[3] ?? '' };
};

const complaints = ({ exitCode, stdout, stderr }: RunResult): readonly NativeComplaint[] => {
  const lines = `${stdout}\n${stderr}`.split('\n').filter((text) => text.trim() !== '' && !text.endsWith(' syntax OK'));
  if (lines.length > 0) return lines.map(complaintOf);
  return exitCode === 0 ? [] : [{ message: `exit status ${exitCode}` }];
};

const checksOf = (path: string): readonly NativeCheck[] => {
  switch (path) {
    case 'plimsoll-collect':
      // Debian's sh is dash; where it is something else, dash is still the strictest judge of POSIX.
      return [
        { tools: ['dash', 'sh'], args: ['-n', path], complaints },
        { tools: ['shellcheck'], args: ['--shell=sh', '--format=gcc', path], complaints },
      ];
    case 'plimsoll-send':
      return [{ tools: ['perl'], args: ['-wc', path], complaints }];
    default:
      return [];
  }
};

/** The scripts are read by their interpreters. */
export const nativeChecks = (paths: readonly string[]): readonly NativeCheck[] => paths.flatMap(checksOf);

const perLine = (text: string, problem: (line: string) => string | undefined): readonly NativeComplaint[] =>
  text.split('\n').flatMap((line, i) => {
    const message = problem(line);
    return message === undefined ? [] : [{ line: i + 1, message: `line ${message}` }];
  });

/** Tables and crontab have no checker of their own: theirs is here. */
export const selfCheck = (path: string, text: string): readonly NativeComplaint[] => {
  if (path.startsWith('tables/')) return perLine(text, rowProblem);
  return path.startsWith('cron.d/') ? perLine(text, cronProblem) : [];
};
