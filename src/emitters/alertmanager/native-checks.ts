import type { RunResult } from '../../host/host.ts';
import type { NativeCheck, NativeComplaint } from '../contract.ts';

const path = 'alertmanager.yml';

/** `Checking 'alertmanager.yml'  FAILED: yaml: unmarshal errors:` and then one complaint a line, some with `line 3:`. */
const complaintOf = (text: string): NativeComplaint => {
  const [, line, message] = /^(?:yaml: )?line (\d+): (.*)$/.exec(text) ?? [];
  return line === undefined ? { path, message: text } : { path, line: Number(line), message: message ?? text };
};

const complaints = ({ status, exitCode, stdout }: RunResult): readonly NativeComplaint[] => {
  if (status !== 'exited' || exitCode === 0) return [];
  const lines = stdout
    .split('\n')
    .map((line) => line.replace(/^Checking '.*?'\s*(?:FAILED:)?/, '').trim())
    .filter((line) => line !== '' && line !== 'yaml: unmarshal errors:');
  return lines.length === 0 ? [{ path, message: `amtool ended with ${exitCode}` }] : lines.map(complaintOf);
};

export const nativeChecks = (paths: readonly string[]): readonly NativeCheck[] =>
  paths.includes(path) ? [{ tools: ['amtool'], args: ['check-config', path], complaints }] : [];
