import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { nagios } from '../../../src/emitters/nagios/emitter.ts';
import { putFiles } from '../../support/artifact-files.ts';
import { useDaemons } from '../../support/daemon.ts';
import { emitAll } from '../../support/emit.ts';
import { type Ran, runPlugin } from '../../support/probe-sides.ts';
import { sampleModel } from '../../support/sample-model.ts';
import { describeWith, tool } from '../../support/tools.ts';

describeWith(['perl', 'mkfifo'], 'the program that counts lines of a log', () => {
  const daemons = useDaemons();
  const root = daemons.directory();
  putFiles(
    root,
    emitAll(nagios, sampleModel()).artifacts.filter(({ path }) => path === 'libexec/plimsoll-check-host'),
  );
  const program = join(root, 'libexec/plimsoll-check-host');
  let work = '';
  let log = '';
  let state = '';

  const argvFor = (pattern: string, more: readonly string[] = []): readonly string[] => [
    program,
    'log-pattern',
    ...['--path', log, '--pattern', pattern, '--state-directory', state, '--state', 'x'],
    ...['--measure', 'count', '--at-least', 'critical=1', ...more],
  ];
  const look = (...more: readonly string[]): Promise<Ran> => runPlugin(argvFor('E', more));
  const counted = ({ output }: Ran): number => Number(/count (\d+)/.exec(output)?.[1] ?? Number.NaN);

  beforeEach(async () => {
    work = daemons.directory();
    log = join(work, 'log');
    state = join(work, 'state');
    writeFileSync(log, 'E old\n');
    expect(counted(await look())).toBe(0);
  });

  test('a log that is cut to nothing and written anew is counted from its start, also when it has grown past the old place', async () => {
    truncateSync(log, 0);
    appendFileSync(log, 'E1\nE2\nE3 and much more text than there was before\n');
    const ran = await look();
    expect([counted(ran), ran.output]).toEqual([3, expect.stringContaining('lines may be missing')]);
    expect(counted(await look())).toBe(0);
  });

  test('of a rotated log the rest is counted, and a rotation without a trace is told', async () => {
    appendFileSync(log, 'E1\nE2 without an end');
    renameSync(log, `${log}-20260301`);
    writeFileSync(log, 'E3\n');
    expect(counted(await look())).toBe(3);
    appendFileSync(log, 'E4\n');
    rmSync(log);
    writeFileSync(`${log}.new`, 'E5\n');
    renameSync(`${log}.new`, log);
    const ran = await look();
    expect([counted(ran), ran.output]).toEqual([1, expect.stringContaining('lines may be missing')]);
  });

  test('bytes of any kind and lines of any length are read, once', async () => {
    appendFileSync(
      log,
      Buffer.concat([
        Buffer.from([0, 255, 254, 10, 69, 0, 10]),
        Buffer.from(`${'x'.repeat(3_000_000)}E\n`),
        Buffer.from(`E${'y'.repeat(3_000_000)}\nE\n`),
      ]),
    );
    const ran = await look();
    expect(counted(ran)).toBe(3);
    expect(ran.output).toMatch(/^[\x20-\x7e]*$/);
    expect(counted(await look())).toBe(0);
  });

  test('what the log says cannot pass for output of the plugin', async () => {
    appendFileSync(log, "E $(id) `id` | 'x'=1 <b>&amp;\u0007\n");
    const { output } = await look();
    const [text = '', perfdata = ''] = output.split('|');
    expect(text).not.toMatch(/[`$<>&'"\\;]/);
    expect(perfdata).toBe("'count'=1;;@1:");
  });

  test('forty megabytes are counted in time, or said to be left for the next look', async () => {
    const block = `${'some line without it\n'.repeat(50_000)}E\n`;
    for (let i = 0; i < 40; i += 1) appendFileSync(log, block);
    let total = 0;
    for (let looks = 0; looks < 20 && total < 40; looks += 1) {
      const ran = await look();
      expect(ran.state, ran.output).toBe('critical');
      total += counted(ran);
    }
    expect(total).toBe(40);
  }, 60_000);

  test('a pattern that takes for ever ends in time', async () => {
    const ran = await runPlugin(argvFor('^(a*)(a*)(a*)(a*)(a*)(a*)\\1\\2\\3[bc]$', ['--timeout', '20']));
    const slow = await runPlugin(argvFor('^(a*)(a*)(a*)(a*)(a*)(a*)\\1\\2\\3[bc]$', ['--timeout', '20']));
    appendFileSync(log, `${'a'.repeat(300)}!\n`);
    const before = Date.now();
    const stuck = await runPlugin(argvFor('^(a*)(a*)(a*)(a*)(a*)(a*)\\1\\2\\3[bc]$', ['--timeout', '2']));
    expect([ran.state, slow.state]).toEqual(['ok', 'ok']);
    expect([stuck.state, stuck.output]).toEqual(['unknown', 'UNKNOWN: no answer within 2 s']);
    expect(Date.now() - before).toBeLessThan(20_000);
  }, 90_000);

  test('looks at the same time count each line once', async () => {
    appendFileSync(log, 'E\n'.repeat(500));
    const looks = await Promise.all(Array.from({ length: 4 }, () => look()));
    expect(looks.map(counted).reduce((a, b) => a + b, 0)).toBe(500);
  });

  test('a look that is killed leaves the state of the one before', async () => {
    for (let i = 0; i < 5; i += 1) {
      const [file = '', ...args] = argvFor('E');
      const child = spawn(file, args, { stdio: 'ignore' });
      await new Promise((resolve) => setTimeout(resolve, 15 * i));
      child.kill('SIGKILL');
    }
    appendFileSync(log, 'E\n');
    const ran = await look();
    expect([ran.state, counted(ran)]).toEqual(['critical', 1]);
  });

  test('a FIFO, a directory and a device are no log, and nothing waits for them', async () => {
    rmSync(log);
    execFileSync(tool('mkfifo'), [log]);
    expect((await look()).output).toContain('is not a file');
    rmSync(log);
    mkdirSync(log);
    expect((await look()).state).toBe('unknown');
    rmSync(log, { recursive: true });
    symlinkSync('/dev/zero', log);
    expect((await look()).output).toContain('is not a file');
    rmSync(log);
    expect((await look()).output).toContain('No such file');
  });

  test('a state that others could have put there is not used, and links are not followed', async () => {
    const target = join(work, 'target');
    writeFileSync(target, 'keep me');
    for (const name of ['x', 'x.lock', 'x.new']) {
      rmSync(join(state, name), { force: true });
      symlinkSync(target, join(state, name));
      const { state: said } = await look();
      expect(name === 'x.new' || said === 'unknown', name).toBe(true);
      expect(readFileSync(target, 'utf8'), name).toBe('keep me');
      rmSync(join(state, name), { force: true });
    }
    chmodSync(state, 0o777);
    expect((await look()).output).toContain('not a directory of this user alone');
    rmSync(state, { recursive: true });
    mkdirSync(join(work, 'elsewhere'));
    symlinkSync(join(work, 'elsewhere'), state);
    expect((await look()).state).toBe('unknown');
    expect(lstatSync(state).isSymbolicLink()).toBe(true);
    expect(existsSync(join(work, 'elsewhere', 'x'))).toBe(false);
  });

  test('a state that is spoilt is told once, and counting starts anew', async () => {
    for (const junk of ['', 'plimsoll-log 1\n', '\u0000'.repeat(1000), `plimsoll-log 1\n\n9 9 99999999999999999999 zz\nend\n`]) {
      writeFileSync(join(state, 'x'), junk);
      const told = await look();
      expect([told.state, told.output], junk).toEqual(['unknown', expect.stringContaining('counting starts anew')]);
      appendFileSync(log, 'E\n');
      expect(counted(await look()), junk).toBe(1);
    }
  });

  test('lines of the last seconds stay, and go when their time is over', async () => {
    appendFileSync(log, 'E\n');
    // A look may take seconds on a busy machine, so the time they stay is long, and the one after which they go is short.
    expect(counted(await look('--within', '600'))).toBe(1);
    expect(counted(await look('--within', '600'))).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect(counted(await look('--within', '1'))).toBe(0);
  }, 60_000);
});
