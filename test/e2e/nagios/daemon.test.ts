import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { nagios } from '../../../src/emitters/nagios/emitter.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { emitAll } from '../../support/emit.ts';
import { hostileTexts } from '../../support/nagios-model.ts';
import { sampleCheck, sampleModel } from '../../support/sample-model.ts';
import { describeWith, tool } from '../../support/tools.ts';

const quick = { everyMs: 1000, retryMs: 1000, attempts: 1, forMs: 0 };

const recorder = (argvFile: string): string =>
  `#!/usr/bin/perl\nopen my $out, '>', '${argvFile}.new' or exit 3;\nprint {$out} map { "$_\\0" } @ARGV;\nclose $out;\nrename '${argvFile}.new', '${argvFile}';\nprint "OK\\n";\n`;

describeWith(['nagios4', 'perl'], 'a running Nagios', () => {
  const daemons = useDaemons();

  test('hands hostile words to the program as they are, counts a quorum, and notices silence', async () => {
    const directory = daemons.directory(0o777);
    chmodSync(directory, 0o777);
    const state = join(directory, 'state');
    for (const folder of [state, join(state, 'rw'), join(state, 'spool'), join(state, 'spool/checkresults')]) {
      mkdirSync(folder);
      chmodSync(folder, 0o777);
    }
    const argvFile = join(state, 'argv');
    const program = join(directory, 'recorder');
    writeFileSync(program, recorder(argvFile), { mode: 0o755 });
    const command = (...nagiosWords: readonly string[]) => ({ kind: 'command' as const, nagios: nagiosWords });
    const checks = [
      sampleCheck('alive', { subject: command('check_dummy', '0'), timing: quick }),
      sampleCheck('broken', { subject: command('check_dummy', '2'), timing: quick, hosts: ['worker1'] }),
      sampleCheck('heard', { subject: { kind: 'heartbeat', withinMs: 1000 }, timing: quick, hosts: ['worker1'] }),
      sampleCheck('quorum-alive', { subject: { kind: 'quorum', healthy: 'alive', atLeast: 2 }, timing: quick }),
      sampleCheck('quorum-broken', {
        subject: { kind: 'quorum', healthy: 'broken', atLeast: 1 },
        timing: quick,
        hosts: ['worker1'],
        on: ['worker1'],
      }),
      sampleCheck('words', { subject: command(program, 'x{address}y{host}', ...hostileTexts, ''), timing: quick, hosts: ['worker1'] }),
    ];
    const targets = { nagios: { stateDirectory: state, logFile: join(state, 'nagios.log'), hostCheck: 'none' } };
    const outcome = emitAll(nagios, sampleModel({ checks, targets }));
    for (const { path, text, mode } of outcome.artifacts) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text, { mode });
    }
    const log = join(state, 'nagios.log');
    const daemon = await daemons.start({
      name: 'nagios4',
      argv: [tool('nagios4'), join(directory, 'nagios.cfg')],
      cwd: directory,
      ready: () => existsSync(join(state, 'status.dat')),
    });
    const words = await eventually('the program is run', () => existsSync(argvFile) && readFileSync(argvFile, 'utf8').split('\0'), 30_000);
    expect(words.slice(0, -1)).toEqual(['x192.0.2.1yworker1', ...hostileTexts, '']);

    const stateOf = (service: string): string | undefined => {
      const blocks = readFileSync(join(state, 'status.dat'), 'utf8').split('\n\n');
      const block = blocks.find((one) => one.includes(`service_description=${service}\n`) && one.includes('has_been_checked=1'));
      return /\n\tcurrent_state=(\d)/.exec(block ?? '')?.[1];
    };
    const states = () => Object.fromEntries(['alive', 'broken', 'heard', 'quorum-alive', 'quorum-broken'].map((id) => [id, stateOf(id)]));
    await eventually('every state is settled', () => states()['quorum-broken'] === '2' && states()['heard'] === '2', 45_000).catch(
      () => undefined,
    );
    expect(states(), readFileSync(log, 'utf8')).toEqual({ alive: '0', broken: '2', heard: '2', 'quorum-alive': '0', 'quorum-broken': '2' });
    await daemon.stop();
  }, 120_000);
});
