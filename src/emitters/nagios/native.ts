import type { RunResult } from '../../host/host.ts';
import type { NativeCheck, NativeComplaint } from '../contract.ts';

const place = /\b(?:configuration |config )?file '([^']+)'(?: - Line (\d+)| on line (\d+)|.*?starting (?:on|at) line (\d+))?/;

const complaintOf = (text: string, paths: readonly string[]): NativeComplaint => {
  const match = place.exec(text);
  const named = match?.[1] ?? '';
  const path = paths.find((one) => named === one || named.endsWith(`/${one}`));
  const line = match?.[2] ?? match?.[3] ?? match?.[4];
  const message = text.trim();
  return { ...(path === undefined ? {} : { path }), ...(path === undefined || line === undefined ? {} : { line: Number(line) }), message };
};

/** Warnings of the parser are in no total and leave the exit status at 0 (Nagios 4.4.6), so the lines themselves are read. */
const nagiosComplaints =
  (paths: readonly string[]) =>
  ({ exitCode, stdout, stderr }: RunResult): readonly NativeComplaint[] => {
    const lines = `${stdout}\n${stderr}`.split('\n');
    const found = lines.filter((line) => /^\s*(?:Error|Warning)\b/.test(line)).map((line) => complaintOf(line, paths));
    return found.length === 0 && exitCode !== 0 ? [{ message: `nagios -v fails with exit status ${exitCode}` }] : found;
  };

const placeInProgram = / at (\S+) line (\d+)[.,]/;

const programComplaints = ({ exitCode, stdout, stderr }: RunResult): readonly NativeComplaint[] => {
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '' && !line.endsWith('syntax OK'));
  if (lines.length === 0) return exitCode === 0 ? [] : [{ message: `exit status ${exitCode}` }];
  return lines.map((message) => {
    const [, path, line] = placeInProgram.exec(message) ?? [];
    return path === undefined ? { message } : { path, line: Number(line), message };
  });
};

const mainFile = (paths: readonly string[]): string | undefined => ['verify.cfg', 'nagios.cfg'].find((path) => paths.includes(path));

/** Our own programs are all in Perl. */
const program = (path: string): NativeCheck => ({ tools: ['perl'], args: ['-c', path], complaints: programComplaints });

/** Nagios reads the whole configuration, and Perl reads the programs. */
export const nativeChecks = (paths: readonly string[]): readonly NativeCheck[] => {
  const main = mainFile(paths);
  const nagios = main === undefined ? [] : [{ tools: ['nagios4', 'nagios'], args: ['-v', main], complaints: nagiosComplaints(paths) }];
  return [...nagios, ...paths.filter((path) => path.startsWith('libexec/')).map(program)];
};
