import type { RunResult } from '../../host/host.ts';
import type { NativeCheck, NativeComplaint } from '../contract.ts';
import { isRuleFile, isTestFile } from './paths.ts';

const output = ({ stdout, stderr }: RunResult): readonly string[] => `${stdout}\n${stderr}`.split('\n').map((line) => line.trim());

/** `rules/a.yaml: 4:9: group "x", rule 0, …`, or without columns, or without a line. */
const located =
  /^(?:.*?)\b((?:rules|tests\/rules|tests|targets\/probes|targets)\/[A-Za-z0-9_.-]+|prometheus\.yml|blackbox\.yml)(?::\s*(?:(?:yaml: )?(?:line )?(\d+)(?::\d+)?):)?\s*(.*)$/;

const complaintOf = (line: string): NativeComplaint => {
  const [, path, at, message] = located.exec(line) ?? [];
  if (path === undefined) return { message: line };
  return { path, ...(at === undefined ? {} : { line: Number(at) }), message: message === undefined || message === '' ? line : message };
};

const isNoise = (line: string): boolean => line === '' || /^(?:Checking |SUCCESS|FAILED:?$|Unit Testing: )/.test(line);

const failed = ({ status, exitCode }: RunResult): boolean => status === 'exited' && exitCode !== 0;

/** One complaint a line. After `yaml: unmarshal errors:` each names a line of the file that came before. */
const lines = (result: RunResult): readonly NativeComplaint[] => {
  if (!failed(result)) return [];
  const complaints: NativeComplaint[] = [];
  let path: string | undefined;
  for (const line of output(result).filter((each) => !isNoise(each))) {
    const complaint = complaintOf(line);
    const [, at, message] = /^line (\d+): (.*)$/.exec(line) ?? [];
    path = complaint.path ?? path;
    if (at !== undefined && path !== undefined) complaints.push({ path, line: Number(at), message: message ?? line });
    else if (!complaint.message.endsWith('yaml: unmarshal errors:')) complaints.push(complaint);
  }
  return complaints.length === 0 ? [{ message: `promtool ended with ${result.exitCode}` }] : complaints;
};

/** One complaint per failed assertion, with what was expected and what came. promtool does not say in which file: it is asked file by file. */
const failuresIn =
  (path: string) =>
  (result: RunResult): readonly NativeComplaint[] => {
    if (!failed(result)) return [];
    const blocks: string[][] = [];
    for (const line of output(result).filter((each) => !isNoise(each))) {
      const last = blocks.at(-1);
      if (last === undefined || /^(?:alertname|expr): /.test(line)) blocks.push([line]);
      else last.push(line);
    }
    const complaints = blocks.map((block) => ({ path, message: block.join(' ') }));
    return complaints.length === 0 ? [{ path, message: `promtool ended with ${result.exitCode}` }] : complaints;
  };

const tools = ['promtool'];

/** What promtool says of the rules, of their tests, and of the configuration as a whole. */
export const nativeChecks = (paths: readonly string[]): readonly NativeCheck[] => {
  const rules = paths.filter(isRuleFile);
  const tests = paths.filter(isTestFile);
  return [
    ...(rules.length === 0 ? [] : [{ tools, args: ['check', 'rules', '--lint=all', '--lint-fatal', ...rules], complaints: lines }]),
    ...tests.map((path) => ({ tools, args: ['test', 'rules', path], complaints: failuresIn(path) })),
    ...(paths.includes('prometheus.yml') ? [{ tools, args: ['check', 'config', 'prometheus.yml'], complaints: lines }] : []),
  ];
};
