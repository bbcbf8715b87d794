import type { RunResult } from '../../host/host.ts';
import type { NativeCheck, NativeComplaint } from '../contract.ts';

const output = ({ stdout, stderr }: RunResult): readonly string[] => `${stdout}\n${stderr}`.split('\n').map((line) => line.trim());

/** `rules/a.yaml: 4:9: group "x", rule 0, …`, or without columns, or without a line. */
const located =
  /^(?:.*?)\b((?:rules|tests|targets)\/[A-Za-z0-9_.-]+|prometheus\.yml|blackbox\.yml)(?::\s*(?:(?:yaml: )?(?:line )?(\d+)(?::\d+)?):)?\s*(.*)$/;

const complaintOf = (line: string): NativeComplaint => {
  const [, path, at, message] = located.exec(line) ?? [];
  if (path === undefined) return { message: line };
  return { path, ...(at === undefined ? {} : { line: Number(at) }), message: message === undefined || message === '' ? line : message };
};

const isNoise = (line: string): boolean => line === '' || /^(?:Checking |SUCCESS|FAILED:?$|Unit Testing: )/.test(line);

const failed = ({ status, exitCode }: RunResult): boolean => status === 'exited' && exitCode !== 0;

const lines = (result: RunResult): readonly NativeComplaint[] => {
  if (!failed(result)) return [];
  const found = output(result).filter((line) => !isNoise(line));
  return found.length === 0 ? [{ message: `promtool ended with ${result.exitCode}` }] : found.map(complaintOf);
};

/** One complaint per failed assertion, with the file it stands in; what was expected and what came follow it. */
const testFailures = (result: RunResult): readonly NativeComplaint[] => {
  if (!failed(result)) return [];
  const complaints: NativeComplaint[] = [];
  let path: string | undefined;
  let block: string[] = [];
  const flush = (): void => {
    if (block.length > 0) complaints.push({ ...(path === undefined ? {} : { path }), message: block.join(' ') });
    block = [];
  };
  for (const line of `${result.stdout}\n${result.stderr}`.split('\n').map((each) => each.trim())) {
    const file = /^Unit Testing:\s+(\S+)$/.exec(line)?.[1];
    if (file !== undefined || /^alertname: /.test(line)) flush();
    path = file ?? path;
    if (!isNoise(line)) block.push(line);
  }
  flush();
  return complaints.length === 0 ? [{ message: `promtool ended with ${result.exitCode}` }] : complaints;
};

const tools = ['promtool'];

/** What promtool says of the rules, of their tests, and of the configuration as a whole. */
export const nativeChecks = (paths: readonly string[]): readonly NativeCheck[] => {
  const rules = paths.filter((path) => path.startsWith('rules/'));
  const tests = paths.filter((path) => path.startsWith('tests/'));
  return [
    ...(rules.length === 0 ? [] : [{ tools, args: ['check', 'rules', '--lint=all', '--lint-fatal', ...rules], complaints: lines }]),
    ...(tests.length === 0 ? [] : [{ tools, args: ['test', 'rules', ...tests], complaints: testFailures }]),
    ...(paths.includes('prometheus.yml') ? [{ tools, args: ['check', 'config', 'prometheus.yml'], complaints: lines }] : []),
  ];
};
