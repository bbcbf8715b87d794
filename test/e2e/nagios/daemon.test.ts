import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { hostileTexts } from '../../support/nagios-model.ts';
import { startNagios } from '../../support/nagios.ts';
import { sampleCheck, sampleModel } from '../../support/sample-model.ts';
import { describeWith } from '../../support/tools.ts';

const quick = { everyMs: 1000, retryMs: 1000, attempts: 1, forMs: 0 };

const recorder = (argvFile: string): string =>
  `#!/usr/bin/perl\nopen my $out, '>', '${argvFile}.new' or exit 3;\nprint {$out} map { "$_\\0" } @ARGV;\nclose $out;\nrename '${argvFile}.new', '${argvFile}';\nprint "OK\\n";\n`;

describeWith(['nagios4', 'perl'], 'a running Nagios', () => {
  const daemons = useDaemons();

  test('hands hostile words to the program as they are, counts a quorum, and notices silence', async () => {
    const scratch = daemons.directory(0o777);
    const argvFile = join(scratch, 'argv');
    const program = join(scratch, 'recorder');
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
      sampleCheck('warned', { subject: command('check_dummy', '1'), timing: quick }),
      sampleCheck('quorum-warned', { subject: { kind: 'quorum', healthy: 'warned', atLeast: 2 }, timing: quick, on: [] }),
      sampleCheck('words', { subject: command(program, 'x{address}y{host}', ...hostileTexts, ''), timing: quick, hosts: ['worker1'] }),
    ];
    const nagios = await startNagios(daemons, sampleModel({ checks }));
    const words = await eventually('the program is run', () => existsSync(argvFile) && readFileSync(argvFile, 'utf8').split('\0'), 30_000);
    expect(words.slice(0, -1)).toEqual(['x192.0.2.1yworker1', ...hostileTexts, '']);

    await nagios.until('worker1', 'alive', '0');
    await nagios.until('worker1', 'broken', '2');
    await nagios.until('worker1', 'heard', '2', 45_000);
    await nagios.until('group_offline-workers', 'quorum-alive', '0');
    expect(await nagios.until('estate_sample', 'quorum-broken', '2')).toMatchObject({
      plugin_output: 'CRITICAL: healthy members is 0 of 1, critical below 1',
    });
    await nagios.until('worker1', 'warned', '1 hard');
    await nagios.until('worker2', 'warned', '1 hard');
    expect(await nagios.until('estate_sample', 'quorum-warned', '0 hard')).toMatchObject({
      plugin_output: 'OK: healthy members is 2 of 2',
    });
    await nagios.daemon.stop();
  }, 120_000);
});
