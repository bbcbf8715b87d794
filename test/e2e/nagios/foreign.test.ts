import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { type InstalledNagios, installNagios, runNagios } from '../../support/nagios.ts';
import { sampleCheck, sampleModel } from '../../support/sample-model.ts';
import { describeWith, tool } from '../../support/tools.ts';
import { startWebhook, type Webhook } from '../../support/webhook.ts';

const quick = { everyMs: 1000, retryMs: 1000, attempts: 2, forMs: 1000 };

/** What Debian's own nagios.cfg says, with its folders below `root`. */
const debianMain = (root: string, objects: string, more = ''): string => `log_file=${root}/nagios.log
cfg_file=${root}/own.cfg
cfg_dir=${objects}
object_cache_file=${root}/objects.cache
precached_object_file=${root}/objects.precache
status_file=${root}/status.dat
status_update_interval=1
nagios_user=nagios
nagios_group=nagios
check_external_commands=1
command_file=${root}/rw/nagios.cmd
query_socket=${root}/rw/nagios.qh
lock_file=${root}/nagios.pid
temp_file=${root}/nagios.tmp
temp_path=${root}
event_broker_options=-1
use_syslog=0
log_notifications=1
log_service_retries=1
check_result_path=${root}/spool/checkresults
state_retention_file=${root}/retention.dat
cached_service_check_horizon=15
soft_state_dependencies=0
interval_length=60
check_for_updates=0
execute_service_checks=1
accept_passive_service_checks=1
enable_notifications=1
check_service_freshness=1
service_freshness_check_interval=60
service_check_timeout_state=c
additional_freshness_latency=15
enable_flap_detection=1
illegal_object_name_chars=\`~!$%^&*|'"<>?,()=
illegal_macro_output_chars=\`~$&|'"<>
use_regexp_matching=0
use_large_installation_tweaks=0
enable_environment_macros=0
allow_empty_hostgroup_assignment=0
${more}`;

/** What somebody else watches there. */
const ownObjects = `define timeperiod {
  timeperiod_name 24x7
  alias Always
  monday 00:00-24:00
}
define command {
  command_name check-own
  command_line /bin/true
}
define contact {
  contact_name root
  host_notification_period 24x7
  service_notification_period 24x7
  host_notification_commands check-own
  service_notification_commands check-own
}
define host {
  host_name own
  check_command check-own
  max_check_attempts 3
  check_period 24x7
  contacts root
  notification_period 24x7
}
define service {
  host_name own
  service_description own
  check_command check-own
  max_check_attempts 3
  check_period 24x7
  contacts root
  notification_period 24x7
}
`;

describeWith(['nagios4', 'perl', 'curl'], 'objects for an existing Nagios', () => {
  const daemons = useDaemons();
  let root: string;
  let webhook: Webhook;
  let installed: InstalledNagios;

  const checkMain = (text: string) => {
    writeFileSync(join(root, 'other.cfg'), text);
    const { status, stdout } = spawnSync(join(installed.directory, 'libexec/plimsoll-check-main'), [join(root, 'other.cfg')], {
      encoding: 'utf8',
    });
    return { status, lines: stdout.trim().split('\n') };
  };

  beforeAll(async () => {
    webhook = await startWebhook();
    root = daemons.directory(0o777);
    for (const folder of ['rw', 'spool', 'spool/checkresults']) {
      mkdirSync(join(root, folder));
      chmodSync(join(root, folder), 0o777);
    }
    chmodSync(root, 0o777);
    writeFileSync(join(root, 'own.cfg'), ownObjects);
    const model = sampleModel({
      teams: [{ id: 'backend', name: 'Backend', receivers: { page: { kind: 'webhook', url: `${webhook.url}/page` } }, escalation: [] }],
      checks: [
        sampleCheck('broken', {
          on: ['worker1'],
          hosts: ['worker1'],
          timing: quick,
          notify: { critical: 'page' },
          subject: { kind: 'command', nagios: ['check_dummy', '2', 'it is broken'] },
        }),
        sampleCheck('heard', { timing: quick, subject: { kind: 'heartbeat', withinMs: 5000 } }),
      ],
    });
    installed = installNagios(daemons, model, { options: { standalone: false, stateDirectory: undefined } });
  });

  test('bring a file to verify with and no main file', () => {
    const paths = installed.emitted.artifacts.map(({ path }) => path);
    expect(paths).toContain('verify.cfg');
    expect(paths).not.toContain('nagios.cfg');
    const { status, stdout } = spawnSync(tool('nagios4'), ['-v', 'verify.cfg'], { cwd: installed.directory, encoding: 'utf8' });
    expect(stdout).toContain('Total Warnings: 0');
    expect(status).toBe(0);
    expect(installed.emitted.text('verify.cfg')).toContain('#   interval_length=60\n');
  });

  test('bring a program that tells what the main file lacks', () => {
    const debian = debianMain(root, installed.directory);
    expect(checkMain(debian)).toEqual({
      status: 1,
      lines: [
        'WARNING: the main file does not fit in 2 places',
        'service_check_timeout_state=c, wanted is u: a look that takes too long counts as critical, not as unknown',
        'enable_environment_macros=0, wanted is 1: messages cannot say what was measured',
      ],
    });
    const fitting = 'service_check_timeout_state=u\nenable_environment_macros=1\nuse_large_installation_tweaks=1\n';
    expect(checkMain(debian + fitting)).toEqual({ status: 0, lines: ['OK: the main file fits'] });
    expect(checkMain(`${debian}${fitting}interval_length=1\ncheck_service_freshness=0\n`)).toMatchObject({
      status: 2,
      lines: [
        'CRITICAL: the main file does not fit in 2 places',
        expect.stringContaining('interval_length=1, wanted is 60'),
        expect.stringContaining('check_service_freshness=0, wanted is 1: silence is never noticed'),
      ],
    });
  });

  test('run in it, beside what is there, at the same pace, and say that nothing measured was passed on', async () => {
    const main = join(root, 'nagios.cfg');
    writeFileSync(main, debianMain(root, join(installed.directory, 'objects')));
    const nagios = await runNagios(daemons, main, root);
    await nagios.until('worker1', 'broken', '2 hard', 45_000);
    const body = await eventually('the team is told', () => webhook.received()[0]?.body, 30_000);
    expect(JSON.parse(body)).toMatchObject({ type: 'PROBLEM', state: 'CRITICAL', check: 'broken', measured: null });
    // A minute cut into sixty is no decimal, so each is rounded up; Nagios drops what is more than a second.
    expect(nagios.service('worker1', 'broken')).toMatchObject({ check_interval: '0.016667', retry_interval: '0.016667' });
    const times = [...nagios.log().matchAll(/\[(\d+)\] SERVICE ALERT: worker1;broken;CRITICAL/g)].map(([, time]) => Number(time));
    expect(times).toHaveLength(2);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeLessThan(10);
    expect(nagios.service('own', 'own') ?? { host_name: 'own' }).toMatchObject({ host_name: 'own' });
  }, 90_000);
});
