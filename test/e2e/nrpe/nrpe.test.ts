import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, renameSync, statfsSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nagios } from '../../../src/emitters/nagios/emitter.ts';
import type { Limits } from '../../../src/model/limits.ts';
import { type Daemon, useDaemons } from '../../support/daemon.ts';
import { emitAll, type EmitOutcome } from '../../support/emit.ts';
import { askedArgv, startNrpe } from '../../support/nrpe.ts';
import { freePort } from '../../support/ports.ts';
import { type ProbeCase, probeModel, type Ran, runPlugin } from '../../support/probe-sides.ts';
import { bound } from '../../support/sample-model.ts';
import { describeWith } from '../../support/tools.ts';

/** Text that means something to NRPE's macros, to the shell it hands its line to, or to nobody. */
const hostileArguments = [
  "it's here",
  '$HOME and $(touch PWNED) and `touch PWNED`',
  '$ARG1$ $USER1$ $$ $',
  'a;touch PWNED;b && touch PWNED | touch PWNED &',
  '"quoted" \'quoted\' \\',
  '# no comment',
  '~ * ? [a-z] {a,b} > PWNED < /dev/null',
  '!x %s %n',
  'grün ☂ 日本 \u202e',
  '=]command[x]=touch PWNED',
  '-c 0: --help',
];

/** How many signs of three bytes and of one fill the line of `longest`. */
const longestPath = ((): { readonly signs: number; readonly rest: number } => {
  const line = "command[plimsoll-longest]=/usr/lib/nagios/plugins/check_file_age -w 9999999999 -c 9999999999 -f '/'";
  const room = 2045 - line.length;
  return { signs: Math.floor(room / 3), rest: room % 3 };
})();

const above = (warning: string, critical: string, clear?: string): Limits => [
  { form: 'above', warning: bound(warning), critical: bound(critical), ...(clear === undefined ? {} : { clear: bound(clear) }) },
];
const criticalBelow = (critical: string): Limits => [{ form: 'below', critical: bound(critical) }];
const none = '0.000001';
const warns = above(none, '99.999999');
/** Whole percents are what check_disk can say. */
const wholeFine = above('98', '99');
const wholeWarns = above('0', '99');
const fine: Limits = above('99.9999', '99.999999');

describeWith(['nrpe', 'perl', 'setpriv'], 'the NRPE daemon with the generated snippets', () => {
  const daemons = useDaemons();
  const directory = daemons.directory();
  const work = daemons.directory(0o777);
  const log = join(work, "app's $log.txt");
  const young = join(work, 'young; touch PWNED');
  const old = join(work, 'old file');
  const children: ChildProcess[] = [];
  let emitted: EmitOutcome;
  let daemon: Daemon;

  const cases: readonly ProbeCase[] = [
    { id: 'disk-ok', probe: 'disk', fields: { path: '/' }, limits: { used: wholeFine, free: criticalBelow('1'), inodesUsed: wholeFine } },
    { id: 'disk-warning', probe: 'disk', fields: { path: '/' }, limits: { used: wholeWarns } },
    { id: 'disk-critical', probe: 'disk', fields: { path: '/' }, limits: { free: criticalBelow('1000000000000000000') } },
    { id: 'disk-own', probe: 'disk', fields: { path: '/' }, limits: { used: criticalBelow(none) } },
    { id: 'disk-own-critical', probe: 'disk', fields: { path: '/' }, limits: { inodesFree: criticalBelow('1000000000000') } },
    { id: 'disk-gone', probe: 'disk', fields: { path: '/no/such/mount' }, limits: { used: wholeWarns } },
    { id: 'memory-ok', probe: 'memory', fields: {}, limits: { used: fine, available: criticalBelow('1') } },
    { id: 'memory-warning', probe: 'memory', fields: {}, limits: { used: warns } },
    { id: 'memory-critical', probe: 'memory', fields: {}, limits: { available: criticalBelow('1000000000000000') } },
    { id: 'memory-held', probe: 'memory', fields: {}, limits: { used: above('99.9999', '99.999999', none) } },
    { id: 'swap-critical', probe: 'swap', fields: {}, limits: { free: criticalBelow('1000000000000000') } },
    { id: 'load-ok', probe: 'load', fields: {}, limits: { load1: above('9000', '10000'), load15: above('9000', '10000') } },
    { id: 'load-critical', probe: 'load', fields: { perCpu: true }, limits: { load5: [{ form: 'atLeast', critical: bound('0') }] } },
    { id: 'age-ok', probe: 'file-age', fields: { path: young }, limits: { age: above('3600', '7200'), size: criticalBelow('3') } },
    { id: 'age-warning', probe: 'file-age', fields: { path: old }, limits: { age: above('3600', '7200') } },
    { id: 'age-critical', probe: 'file-age', fields: { path: join(work, 'missing') }, limits: { age: above('3600', '7200') } },
    { id: 'size-critical', probe: 'file-age', fields: { path: young }, limits: { size: criticalBelow('4') } },
    { id: 'log', probe: 'log-pattern', fields: { path: log, pattern: "ERROR|it's \\$bad", within: '1h' } },
    { id: 'log-since', probe: 'log-pattern', fields: { path: log, pattern: 'ERROR' }, limits: { count: above('0', '1') } },
    // With its quotes the line has the 2045 bytes that the daemon reads, and not one more.
    { id: 'longest', probe: 'file-age', fields: { path: `/${'☂'.repeat(longestPath.signs)}${'x'.repeat(longestPath.rest)}` } },
    { id: 'unit', probe: 'systemd-unit', fields: { unit: 'no-such.service' } },
    { id: 'user-ok', probe: 'process', fields: { name: 'nrpe', user: 'nagios' } },
    { id: 'count-warning', probe: 'process', fields: { name: 'plm-sleeper' }, limits: { count: above('2', '3') } },
    { id: 'count-critical', probe: 'process', fields: { name: 'plm-sleeper' }, limits: { count: above('1', '2') } },
    ...hostileArguments.flatMap((argument, i): ProbeCase[] => [
      {
        id: `argument-${i}`,
        probe: 'process',
        fields: { argument },
        limits: { count: [{ form: 'outside', critical: { low: bound('1'), high: bound('1') } }] },
      },
      { id: `absent-${i}`, probe: 'process', fields: { argument: `${argument}x` } },
    ]),
  ];

  const ask = (id: string, state?: string): Promise<Ran> => runPlugin(askedArgv(emitted, id, state));

  const startProcesses = (): void => {
    for (const argument of hostileArguments) children.push(spawn('/bin/sleep', ['600'], { argv0: argument, stdio: 'ignore' }));
    const program = ['-e', '$0 = "plm-sleeper"; sleep 600'];
    for (let i = 0; i < 3; i += 1) children.push(spawn('/usr/bin/perl', program, { stdio: 'ignore' }));
  };

  beforeAll(async () => {
    const port = await freePort();
    const options = { nrpePort: port, libraryDirectory: `${directory}/libexec`, nrpe: { stateDirectory: `${work}/state` } };
    emitted = emitAll(nagios, probeModel(cases, { nagios: options }));
    writeFileSync(log, 'ERROR before the first look\n');
    chmodSync(log, 0o644);
    writeFileSync(young, 'abc');
    writeFileSync(old, 'abc');
    utimesSync(old, Date.now() / 1000 - 5000, Date.now() / 1000 - 5000);
    startProcesses();
    ({ daemon } = await startNrpe(daemons, { port, emitted, directory }));
  }, 60_000);

  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
  });

  test('every probe has a command and a snippet, and none is refused', () => {
    const refused = emitted.parities.filter(({ fidelity }) => fidelity === 'impossible');
    expect(refused).toEqual([]);
    expect(emitted.artifacts.filter(({ path }) => path.startsWith('nrpe.d/'))).toHaveLength(cases.length);
  });

  test.each([
    ['disk-ok', 'ok', /^DISK OK/],
    ['disk-warning', 'warning', /^DISK WARNING/],
    ['disk-critical', 'critical', /^DISK CRITICAL/],
    ['disk-own', 'ok', /^OK: disk: used [0-9.]+%/],
    ['disk-own-critical', 'critical', /inodesFree [0-9]+, critical below 1000000000000/],
    ['disk-gone', 'critical', /not accessible|not found/],
    ['memory-ok', 'ok', /^OK: memory: used [0-9.]+% - available/],
    ['memory-warning', 'warning', /^WARNING: memory: used [0-9.]+%, warning above 0.000001/],
    ['memory-critical', 'critical', /critical below 1000000000000000/],
    ['swap-critical', 'critical', /^CRITICAL: swap: /],
    ['load-ok', 'ok', /^LOAD OK/],
    ['load-critical', 'critical', /^CRITICAL: load: .*, critical at least 0 - .* for each of \d+ CPUs/],
    ['age-ok', 'ok', /^FILE_AGE OK/],
    ['age-warning', 'warning', /^FILE_AGE WARNING: .* is 50\d\d seconds old/],
    ['age-critical', 'critical', /^FILE_AGE CRITICAL: File not found/],
    ['size-critical', 'critical', /^FILE_AGE CRITICAL/],
    ['user-ok', 'ok', /^PROCS OK/],
    ['count-warning', 'warning', /^PROCS WARNING: 3 processes/],
    ['count-critical', 'critical', /^PROCS CRITICAL: 3 processes/],
  ])('%s is %s', async (id, state, output) => {
    const ran = await ask(id);
    expect(ran.output).toMatch(output);
    expect(ran.state).toBe(state);
  });

  test('the longest line that is generated arrives whole', async () => {
    const snippet = emitted
      .text('nrpe.d/longest.cfg')
      .split('\n')
      .find((line) => line.startsWith('command['));
    expect(Buffer.byteLength(snippet ?? '')).toBe(2045);
    const ran = await ask('longest');
    expect(ran.output).toContain(`File not found - /${'☂'.repeat(longestPath.signs)}${'x'.repeat(longestPath.rest)}`);
  });

  test('a unit is unknown where no systemd answers, and else not there', async () => {
    const ran = await ask('unit');
    const expected = existsSync('/run/systemd/system') ? 'critical' : 'unknown';
    expect(ran.state, ran.output).toBe(expected);
  });

  test('what was raised is held by clear, by the state Nagios names in the command', async () => {
    const states = await Promise.all(['0', '1', '2', '3'].map((state) => ask('memory-held', state)));
    expect(states.map(({ state }) => state)).toEqual(['ok', 'warning', 'warning', 'ok']);
    expect(states[1]?.output).toContain('held until it clears: still above 0.000001');
  });

  test.each(hostileArguments.map((argument, i) => [i, argument] as const))('argument %i, %s, arrives to the letter', async (i) => {
    const there = await ask(`argument-${i}`);
    expect(there.state, there.output).toBe('ok');
    const absent = await ask(`absent-${i}`);
    expect(absent.state, absent.output).toBe('critical');
  });

  test('a log is counted from the first look on, over a rotation and once only', async () => {
    const first = await ask('log-since');
    expect(first.output).toContain('first look');
    await ask('log');
    appendFileSync(log, "it's $bad\nERROR one\nno error\nERROR half");
    const second = await ask('log-since');
    expect([second.state, second.output]).toEqual([
      'warning',
      expect.stringContaining('count 1 since the last look, warning above 0 - last: ERROR one'),
    ]);
    appendFileSync(log, ' done\n');
    renameSync(log, `${log}.1`);
    writeFileSync(log, 'ERROR after\n');
    const third = await ask('log-since');
    expect([third.state, third.output]).toEqual(['critical', expect.stringContaining('count 2 since')]);
    expect((await ask('log-since')).state).toBe('ok');
    const window = [await ask('log'), await ask('log')];
    for (const { state, output } of window) expect([state, output]).toEqual(['critical', expect.stringContaining('count 4 in 3600 s')]);
  });

  test('what a look must remember lies where only the user of the daemon can reach it', () => {
    const state = statSync(join(work, 'state'));
    expect(state.mode & 0o777).toBe(0o700);
    const file = statSync(join(work, 'state', 'log'));
    expect([file.mode & 0o777, file.uid]).toEqual([0o600, state.uid]);
  });

  test('arguments are not taken, and other names are not run', async () => {
    const argv = askedArgv(emitted, 'memory-ok');
    const withArguments = await runPlugin([...argv, '-a', 'x']);
    expect(withArguments.state).not.toBe('ok');
    const unknownName = await runPlugin([...argv.slice(0, -1), 'plimsoll-x; touch PWNED']);
    expect(unknownName.state).toBe('unknown');
    expect((await runPlugin([...argv.slice(0, -1), 'plimsoll-x'])).output).toContain('not defined');
  });

  test('nothing was executed', () => {
    for (const folder of [directory, work, process.cwd(), '/', '/var/lib/nagios', '/tmp'])
      expect(existsSync(join(folder, 'PWNED'))).toBe(false);
    expect(statfsSync('/').bfree).toBeGreaterThan(0);
  });

  test('no daemon, and one that talks otherwise, are unknown', async () => {
    await daemon.stop();
    const gone = await ask('memory-ok');
    expect(gone.state, gone.output).toBe('unknown');
    const { port } = { port: Number(askedArgv(emitted, 'memory-ok')[4]) };
    await startNrpe(daemons, { port, emitted, directory, args: ['-n'] });
    const plain = await ask('memory-ok');
    expect(plain.state, plain.output).toBe('unknown');
    mkdirSync(join(directory, 'plain'), { recursive: true });
    const unencrypted = emitAll(nagios, probeModel(cases.slice(0, 1), { nagios: { nrpePort: port, nrpe: { tls: 'off' } } }));
    const fineAgain = await runPlugin(askedArgv(unencrypted, 'disk-ok'));
    expect(fineAgain.state, fineAgain.output).toBe('ok');
    const old = emitAll(nagios, probeModel(cases.slice(0, 1), { nagios: { nrpePort: port, nrpe: { tls: 'off', packets: 'v2' } } }));
    expect((await runPlugin(askedArgv(old, 'disk-ok'))).state).toBe('ok');
  }, 60_000);
});
