import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { nagios } from '../../../src/emitters/nagios/emitter.ts';
import type { Model } from '../../../src/model/model.ts';
import { useDaemons } from '../../support/daemon.ts';
import { emitAll, type EmitOutcome } from '../../support/emit.ts';
import { variedModel } from '../../support/nagios-model.ts';
import { describeWith, tool } from '../../support/tools.ts';

const write = (directory: string, { artifacts }: EmitOutcome): void => {
  for (const { path, text, mode } of artifacts) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text, { mode });
  }
};

describeWith(['nagios4'], 'the real Nagios', () => {
  const daemons = useDaemons();
  const verify = (model: Model, main = 'nagios.cfg') => {
    const directory = daemons.directory();
    const outcome = emitAll(nagios, model);
    write(directory, outcome);
    const { status, stdout, stderr } = spawnSync(tool('nagios4'), ['-v', main], { cwd: directory, encoding: 'utf8' });
    return { outcome, directory, status, stdout, stderr };
  };
  const complaintsOf = ({ outcome, status, stdout, stderr }: ReturnType<typeof verify>) =>
    nagios
      .nativeChecks(outcome.artifacts.map(({ path }) => path))[0]
      ?.complaints({ status: 'exited', exitCode: status ?? -1, stdout, stderr });

  test.each([
    ['gmetad', {}],
    ['gmetad and Prometheus', { gmetad: {}, prometheus: { url: 'http://localhost:9090' } }],
    [
      'Prometheus first, and no host checks',
      { ask: 'prometheus', gmetad: {}, prometheus: { url: 'http://localhost:9090' }, hostCheck: 'none', remindEvery: '0s' },
    ],
  ])('accepts every kind of check, schedule and hostile text without a warning, asking %s', (_, options) => {
    const result = verify(variedModel(options));
    expect(complaintsOf(result)).toEqual([]);
    expect(result.stdout).toContain('Total Warnings: 0');
  });

  test('accepts the file to verify with when the daemon keeps its state elsewhere', () => {
    expect(complaintsOf(verify(variedModel({ stateDirectory: '/nonexistent/nagios' }), 'verify.cfg'))).toEqual([]);
  });

  test('accepts the main file from another working directory', () => {
    const { directory } = verify(variedModel());
    const { status } = spawnSync(tool('nagios4'), ['-v', join(directory, 'nagios.cfg')], { cwd: '/' });
    expect(status).toBe(0);
  });

  test('complains of a broken file at its place', () => {
    const { directory, outcome } = verify(variedModel());
    writeFileSync(join(directory, 'objects/hosts.cfg'), 'define host {\n  no_such_directive 1\n}\n');
    const { status, stdout, stderr } = spawnSync(tool('nagios4'), ['-v', 'nagios.cfg'], { cwd: directory, encoding: 'utf8' });
    expect(complaintsOf({ outcome, directory, status, stdout, stderr })).toContainEqual(
      expect.objectContaining({ path: 'objects/hosts.cfg', line: 2 }),
    );
  });
});

describeWith(['perl'], 'Perl, reading the generated programs', () => {
  const daemons = useDaemons();
  test('find nothing wrong', () => {
    const directory = daemons.directory();
    const outcome = emitAll(nagios, variedModel());
    write(directory, outcome);
    const checks = nagios.nativeChecks(outcome.artifacts.map(({ path }) => path)).slice(1);
    expect(new Set(checks.map(({ tools }) => tools[0]))).toEqual(new Set(['perl']));
    for (const { tools, args, complaints } of checks) {
      const { status, stdout, stderr } = spawnSync(tool(tools[0] ?? ''), [...args], { cwd: directory, encoding: 'utf8' });
      expect(complaints({ status: 'exited', exitCode: status ?? -1, stdout, stderr })).toEqual([]);
    }
  });

  test('find the plugin in need of perl-base only', () => {
    const directory = daemons.directory();
    write(directory, emitAll(nagios, variedModel()));
    const script = join(directory, 'libexec/plimsoll-check-metric');
    const loaded = execFileSync(tool('perl'), ['-MIO::Socket::IP', '-MPOSIX', '-e', 'print join "\\n", values %INC'], { encoding: 'utf8' });
    expect(loaded.split('\n').filter((path) => !path.includes('/perl-base/'))).toEqual([]);
    expect(execFileSync(script, ['--value', '1'], { encoding: 'utf8' })).toMatch(/^OK: /);
  });
});
