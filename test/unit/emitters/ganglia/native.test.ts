import { execFileSync, spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { ganglia } from '../../../../src/emitters/ganglia/emitter.ts';
import { emitAll } from '../../../support/emit.ts';
import { sampleModel } from '../../../support/sample-model.ts';
import { describeWith, tool } from '../../../support/tools.ts';

const collector = emitAll(ganglia, sampleModel()).text('plimsoll-collect');
const finished = { status: 'exited', exitCode: 1, stdout: '', stderr: '' } as const;
const sender = emitAll(ganglia, sampleModel({ targets: { ganglia: { sender: 'udp', send: [{ host: 'a' }] } } })).text('plimsoll-send');
const checkBy = (name: string) => {
  const found = ganglia.nativeChecks(['plimsoll-collect', 'plimsoll-send', 'cron.d/plimsoll']).find(({ tools }) => tools.includes(name));
  if (found === undefined) throw new Error(`no check by ${name}`);
  return found;
};

const row = (cells: Readonly<Record<number, string>>) =>
  ['a', 'double', 'decimal', '0', 'none', 'both', '60', '300', 'tasks', 'Title', 'Why.'].map((cell, i) => cells[i] ?? cell).join('\t');

test('accepts a proper row of a table', () => {
  expect(ganglia.selfCheck('tables/a.tsv', `# comment\n${row({})}\n`)).toEqual([]);
});

test.each([
  [{ 0: '../a' }, 'key'],
  [{ 1: 'string' }, 'type'],
  [{ 2: '' }, 'numbers'],
  [{ 3: 'NaN' }, 'low'],
  [{ 4: '1e3' }, 'high'],
  [{ 5: 'up' }, 'slope'],
  [{ 7: '0' }, 'dmax'],
  [{ 8: 'a<b' }, 'units'],
  [{ 9: '"' }, 'title'],
  [{ 10: 'é' }, 'description'],
])('complains about a row with %o', (cells, column) => {
  expect(ganglia.selfCheck('tables/a.tsv', `#\n${row(cells)}\n`)).toEqual([{ line: 2, message: `line has no valid ${column}` }]);
});

test('complains about a row with a column too many', () => {
  expect(ganglia.selfCheck('tables/a.tsv', `${row({})}\tx`)).toEqual([{ line: 1, message: 'line has 12 columns, not 11' }]);
});

test.each([
  ['* * * * * plimsoll date +%s', 'percent sign'],
  ['* * * * plimsoll true', 'four times'],
  ['61x * * * * plimsoll true', 'no number'],
  ['* * * * * Plimsoll', 'no command'],
])('complains about the cron line %s: %s', (line) => {
  expect(ganglia.selfCheck('cron.d/plimsoll', `PATH=/bin\n${line}\n`)).toHaveLength(1);
});

test('accepts an escaped percent sign in a cron line', () => {
  expect(ganglia.selfCheck('cron.d/plimsoll', '*/5 0-6,8 * * * plimsoll date +\\%s\n')).toEqual([]);
});

test('reads what dash and shellcheck say', () => {
  const dash = checkBy('dash').complaints({ ...finished, exitCode: 2, stderr: 'plimsoll-collect: 12: Syntax error: "fi" unexpected\n' });
  expect(dash).toEqual([{ path: 'plimsoll-collect', line: 12, message: 'Syntax error: "fi" unexpected' }]);
  const shellcheck = checkBy('shellcheck').complaints({ ...finished, stdout: 'plimsoll-collect:3:1: warning: x is unused [SC2034]\n' });
  expect(shellcheck).toEqual([{ path: 'plimsoll-collect', line: 3, message: 'warning: x is unused [SC2034]' }]);
  expect(checkBy('dash').complaints({ ...finished, exitCode: 0 })).toEqual([]);
  expect(checkBy('dash').complaints({ ...finished, exitCode: 3 })).toEqual([{ message: 'exit status 3' }]);
});

describeWith(['dash', 'shellcheck'], 'the collector', () => {
  test('pleases dash and shellcheck', () => {
    execFileSync(tool('dash'), ['-n'], { input: collector });
    expect(execFileSync(tool('shellcheck'), ['--shell=sh', '-'], { input: collector, encoding: 'utf8' })).toBe('');
  });
});

describeWith(['perl'], 'the sender', () => {
  test('pleases perl, with warnings on', () => {
    const { stderr, status } = spawnSync(tool('perl'), ['-wc', '-'], { input: sender, encoding: 'utf8' });
    expect(checkBy('perl').complaints({ ...finished, exitCode: status ?? -1, stderr })).toEqual([]);
    expect(stderr).toBe('- syntax OK\n');
  });

  test('names no module outside of perl-base', () => {
    const modules = [...sender.matchAll(/^use ([A-Za-z:]+)/gm)].map(([, name]) => name);
    expect(modules).toEqual(['strict', 'warnings', 'POSIX', 'Socket']);
  });
});
