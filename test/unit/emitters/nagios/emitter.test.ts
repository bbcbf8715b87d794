import { expect, test } from 'vitest';
import { nagios } from '../../../../src/emitters/nagios/emitter.ts';
import type { AlertLevel } from '../../../../src/model/limits.ts';
import type { Check } from '../../../../src/model/model.ts';
import { emitAll } from '../../../support/emit.ts';
import { variedModel } from '../../../support/nagios-model.ts';
import { type ReadObject, readObjects } from '../../../support/nagios-reader.ts';
import { sampleCheck, sampleModel } from '../../../support/sample-model.ts';

const objectsOf = (outcome: ReturnType<typeof emitAll>): readonly ReadObject[] =>
  outcome.artifacts.filter(({ path }) => path.startsWith('objects/')).flatMap(({ text }) => readObjects(text));

const withChecks = (...checks: readonly Check[]) => emitAll(nagios, sampleModel({ checks }));
const serviceOf = (outcome: ReturnType<typeof emitAll>, description: string, host?: string) =>
  objectsOf(outcome).find(
    ({ type, values }) =>
      type === 'service' && values['service_description'] === description && (host === undefined || values['host_name'] === host),
  )?.values;

const varied = emitAll(nagios, variedModel({ gmetad: {}, prometheus: { url: 'http://localhost:9090' } }));

test('emits the files of a team, of the whole estate, and what is installed elsewhere', () => {
  expect(varied.artifacts.map(({ path, mode }) => `${path} ${mode.toString(8)}`).sort()).toEqual([
    'libexec/plimsoll-check-host 755',
    'libexec/plimsoll-check-metric 755',
    'libexec/plimsoll-notify 755',
    'nagios.cfg 644',
    'notify/checks/backend.tsv 644',
    'notify/contacts.tsv 644',
    'notify/limits/backend.tsv 644',
    'nrpe.d/area--disk.cfg 644',
    'objects/commands.cfg 644',
    'objects/commands/backend.cfg 644',
    'objects/contacts.cfg 644',
    'objects/dependencies/backend.cfg 644',
    'objects/escalations/backend.cfg 644',
    'objects/host-dependencies.cfg 644',
    'objects/host-groups.cfg 644',
    'objects/hosts.cfg 644',
    'objects/services/backend.cfg 644',
    'objects/time-periods.cfg 644',
  ]);
});

test('gives every check of the varied model a service on each of its hosts', () => {
  const services = objectsOf(varied).flatMap(({ type, values }) =>
    type === 'service' ? [`${values['host_name']} ${values['service_description']}`] : [],
  );
  const own = [
    ...['worker1 alive', 'worker2 alive', 'worker1 area/disk', 'worker2 area/disk', 'worker1 beat', 'worker2 beat'],
    ...['estate_sample budget', 'estate_sample cron-ran', 'group_offline-workers enough-alive'],
    ...['worker1 expression', 'worker2 expression', 'worker1 offline-queue', 'worker2 offline-queue', 'worker1 vendor', 'worker2 vendor'],
  ];
  expect(services.filter((service) => own.includes(service))).toEqual(own);
  const checks = new Set(services.map((service) => service.split(' ')[1]));
  expect(variedModel().checks.filter(({ id }) => !checks.has(id))).toEqual([]);
});

test('passes its own check of every file, and no two objects share a name', () => {
  for (const { path, text } of varied.artifacts) expect(nagios.selfCheck(path, text), path).toEqual([]);
  const names = objectsOf(varied).map(({ type, values }) => `${type} ${values['host_name'] ?? ''} ${JSON.stringify(values)}`);
  expect(new Set(names).size).toBe(names.length);
});

test('counts in seconds, exactly', () => {
  const timing = { everyMs: 90_000, retryMs: 12_500, attempts: 4, forMs: 37_500 };
  expect(serviceOf(withChecks(sampleCheck('a', { timing })), 'a')).toMatchObject({
    check_interval: '90',
    retry_interval: '12.5',
    max_check_attempts: '4',
  });
  expect(varied.text('nagios.cfg')).toContain('\ninterval_length=1\n');
});

test('tells each level its own contact when the urgencies differ, and one contact when they are the same', () => {
  expect(serviceOf(withChecks(sampleCheck('a')), 'a')).toMatchObject({
    contact_groups: 'backend-page-critical,backend-ticket-warning',
    notification_options: 'w,u,c,r',
  });
  expect(serviceOf(withChecks(sampleCheck('a', { notify: { critical: 'page', warning: 'page' } })), 'a')).toMatchObject({
    contact_groups: 'backend-page',
    notification_options: 'w,u,c,r',
  });
  expect(serviceOf(withChecks(sampleCheck('a', { notify: { warning: 'ticket' } })), 'a')).toMatchObject({
    contact_groups: 'backend-ticket',
    notification_options: 'w,u,r',
  });
});

test('keeps a dark check silent and its contacts known', () => {
  expect(serviceOf(withChecks(sampleCheck('a', { stage: 'dark' })), 'a')).toMatchObject({
    notifications_enabled: '0',
    contact_groups: 'backend-page-critical,backend-ticket-warning',
  });
});

test('tells nobody where no receiver exists', () => {
  const told = serviceOf(withChecks(sampleCheck('a', { notify: { critical: 'chat' } })), 'a');
  expect(told).toMatchObject({ contact_groups: 'plimsoll_nobody', notifications_enabled: '0' });
});

test('tells of a dead host whoever hears of critical problems on it', () => {
  const outcome = withChecks(sampleCheck('a'), sampleCheck('b', { notify: { warning: 'ticket' }, hosts: ['worker2'] }));
  const hosts = objectsOf(outcome).filter(({ type }) => type === 'host');
  expect(hosts.map(({ values }) => values['contact_groups'])).toEqual(['backend-page-critical', 'backend-page-critical']);
  const silent = withChecks(sampleCheck('b', { notify: { warning: 'ticket' } }));
  expect(objectsOf(silent).find(({ type }) => type === 'host')?.values).toMatchObject({ notifications_enabled: '0' });
});

test('runs an absence command when nothing is handed in', () => {
  expect(serviceOf(varied, 'cron-ran')).toMatchObject({
    active_checks_enabled: '0',
    passive_checks_enabled: '1',
    check_freshness: '1',
    freshness_threshold: '90000',
    max_check_attempts: '1',
  });
  expect(varied.text('objects/commands/backend.cfg')).toContain("check_dummy 2 'no sign of life within 1d1h'");
});

test('counts the members of a quorum by their states in the daemon', () => {
  expect(varied.text('objects/commands/backend.cfg')).toContain(
    '--members $SERVICESTATEID:worker1:alive$,$SERVICESTATEID:worker2:alive$ --unhealthy critical --below warning=2,critical=1\n',
  );
});

test('takes for a healthy member what Prometheus takes for one', () => {
  const bound = { text: '1', value: 1 };
  const watched = (id: string, ...levels: readonly AlertLevel[]) => {
    const limits = [{ form: 'above' as const, ...Object.fromEntries(levels.map((level) => [level, bound])) }];
    const subject = {
      kind: 'threshold' as const,
      threshold: id,
      metric: 'offline_queue_depth',
      variants: [{ hosts: ['worker1'], limits }],
    };
    return [
      sampleCheck(id, { on: ['worker1'], hosts: ['worker1'], subject }),
      sampleCheck(`${id}-quorum`, { on: ['worker1'], hosts: ['worker1'], subject: { kind: 'quorum', healthy: id, atLeast: 1 } }),
    ];
  };
  const { text } = withChecks(...watched('both', 'warning', 'critical'), ...watched('mild', 'warning'), ...watched('grave', 'critical'));
  const levels = [...text('objects/commands/backend.cfg').matchAll(/SERVICESTATEID:worker1:(\w+)\$ --unhealthy (\w+) /g)];
  expect(levels.map(([, id, level]) => `${id} ${level}`)).toEqual(['both critical', 'mild warning', 'grave critical']);
});

test('asks the NRPE daemon of the host for what only it can see, without arguments', () => {
  const commands = varied.text('objects/commands/backend.cfg');
  expect(commands).toMatch(/check_nrpe -H \$HOSTADDRESS\$ -p 5666 .*-c plimsoll-area--disk\n/);
  expect(commands).toMatch(/check_nrpe -H \$HOSTADDRESS\$ -p 5666 .*-c plimsoll-area--disk_2\n/);
  expect(varied.text('nrpe.d/area--disk.cfg')).toContain(
    'command[plimsoll-area--disk_2]=/usr/lib/plimsoll/plimsoll-check-host disk --path /srv --measure used --at-least critical=95 --timeout 10\n',
  );
});

test('bakes the limits of each variant into a command of its own', () => {
  const base = sampleCheck('a');
  const limits = (critical: string) => [{ form: 'above' as const, critical: { text: critical, value: Number(critical) } }];
  const outcome = withChecks({
    ...base,
    subject: {
      kind: 'threshold',
      threshold: 't',
      metric: 'offline_queue_depth',
      variants: [
        { hosts: ['worker1'], limits: limits('1') },
        { hosts: ['worker2'], limits: limits('2') },
      ],
    },
  });
  expect(serviceOf(outcome, 'a', 'worker2')).toMatchObject({ check_command: 'plimsoll-check-a_2' });
  expect(outcome.text('objects/commands/backend.cfg')).toContain('--above critical=2\n');
});

test('gives the plugin the state before only where a limit clears', () => {
  const clearing = sampleCheck('a', {
    subject: {
      kind: 'threshold',
      threshold: 't',
      metric: 'offline_queue_depth',
      variants: [
        { hosts: ['worker1', 'worker2'], limits: [{ form: 'above', critical: { text: '2', value: 2 }, clear: { text: '1', value: 1 } }] },
      ],
    },
  });
  expect(withChecks(clearing).text('objects/commands/backend.cfg')).toContain('--above critical=2,clear=1 --previous $SERVICESTATEID$\n');
});

test('escalates at the times asked, naming everybody told so far', () => {
  const stages = objectsOf(varied).filter(
    ({ type, values }) => type === 'serviceescalation' && values['service_description'] === 'alive' && values['host_name'] === 'worker1',
  );
  expect(serviceOf(varied, 'alive')).toMatchObject({ notification_interval: '1800' });
  expect(stages.map(({ values }) => values)).toMatchObject([
    { first_notification: '2', last_notification: '2', notification_interval: '1800', contact_groups: 'backend-page,ops-page' },
    {
      first_notification: '3',
      last_notification: '0',
      notification_interval: '14400',
      contact_groups: 'backend-page,backend-ticket,ops-page',
    },
  ]);
});

test('mutes a check while the one that explains it fails, with criteria written out', () => {
  expect(objectsOf(varied).filter(({ type }) => type === 'servicedependency')).toMatchObject([
    {
      values: {
        host_name: 'worker1',
        service_description: 'alive',
        dependent_host_name: 'worker1',
        dependent_service_description: 'offline-queue',
        execution_failure_criteria: 'n',
        notification_failure_criteria: 'c',
      },
    },
    { values: { host_name: 'worker2' } },
  ]);
});

test('leaves checks for Prometheus alone where no Prometheus is asked, and says so', () => {
  const outcome = emitAll(nagios, variedModel());
  const missing = outcome.diagnostics.filter(({ code }) => code === 'PLM400');
  expect(missing.map(({ code, severity, span }) => `${code} ${severity} ${span?.file}`)).toEqual([
    'PLM400 info checks#budget#burnRate',
    'PLM400 info checks#expression#command',
  ]);
});

test('refuses an argument no line can hold', () => {
  const { diagnostics } = withChecks(sampleCheck('a', { subject: { kind: 'command', nagios: ['check_x', 'two\nlines'] } }));
  expect(diagnostics.map(({ code }) => code)).toContain('PLM405');
});

test('warns when nothing is left for Nagios', () => {
  expect(withChecks().diagnostics.map(({ code }) => code)).toEqual(['PLM406']);
});

test('traces a service to its check and its lines to fields', () => {
  const artifact = varied.artifacts.find(({ path }) => path === 'objects/services/backend.cfg');
  const lines = artifact?.text.split('\n') ?? [];
  const line = lines.findIndex((text) => text.includes('service_description offline-queue')) + 1;
  const block = artifact?.blocks.find(({ first, last }) => first <= line && line <= last);
  expect(block?.origin).toMatchObject({ kind: 'checks', id: 'offline-queue' });
  expect(lines[(block?.first ?? 0) - 1]).toBe('define service {');
  expect(nagios.fieldOf('  check_interval 60')).toBe('every');
  expect(nagios.fieldOf('  max_check_attempts 6')).toBe('attempts');
  expect(nagios.fieldOf('define service {')).toBeUndefined();
});

test('writes a main file for the server and one to verify with when the server keeps state', () => {
  const outcome = emitAll(nagios, variedModel({ stateDirectory: '/var/lib/nagios4', logFile: '/var/log/nagios4/nagios.log' }));
  expect(outcome.text('nagios.cfg')).toContain('check_result_path=/var/lib/nagios4/spool/checkresults\n');
  expect(outcome.text('nagios.cfg')).toContain('log_file=/var/log/nagios4/nagios.log\n');
  expect(outcome.text('verify.cfg')).toContain('check_result_path=/tmp\n');
  expect(nagios.nativeChecks(outcome.artifacts.map(({ path }) => path))[0]?.args).toEqual(['-v', 'verify.cfg']);
});

test('reads what nagios complains of, warnings of its parser too, with their places', () => {
  const [check] = nagios.nativeChecks(['nagios.cfg', 'objects/hosts.cfg']);
  const stdout = [
    "Warning: Duplicate definition found for service 'a' on host 'b' (config file '/srv/x/objects/hosts.cfg', starting on line 7)",
    "Error: Could not add object property in file '/srv/x/objects/hosts.cfg' on line 2.",
    "\tError: Unable to write to temp_path ('/x') - Permission denied",
    'Total Warnings: 0',
  ].join('\n');
  expect(check?.complaints({ status: 'exited', exitCode: 1, stdout, stderr: '' })).toMatchObject([
    { path: 'objects/hosts.cfg', line: 7 },
    { path: 'objects/hosts.cfg', line: 2 },
    { message: "Error: Unable to write to temp_path ('/x') - Permission denied" },
  ]);
});

test('finds what Nagios lets pass: a service twice, a directive twice, a comment in a value', () => {
  const block = ['define servicegroup {', '  servicegroup_name a', '}'].join('\n');
  expect(nagios.selfCheck('objects/x.cfg', `${block}\n${block}\n`)).toEqual([{ line: 4, message: 'servicegroup a is defined twice' }]);
  expect(nagios.selfCheck('objects/x.cfg', 'define hostgroup {\n  alias a\n  alias b ; c\n}\n')).toHaveLength(2);
});

test.each([
  ['service', 'active_checks_enabled true', 'active_checks_enabled is neither 0 nor 1'],
  ['service', 'check_interval 5m', 'check_interval is not a plain number'],
  ['service', 'max_check_attempts 99999999999', 'max_check_attempts is not a plain number'],
  ['service', 'host_name a', 'service has no max_check_attempts'],
  ['service', 'check_freshness 1', 'check_freshness and freshness_threshold belong together'],
  ['service', 'service_description a!b', 'service_description holds a character that means something to Nagios'],
  ['host', 'host_name null', 'host_name holds a character that means something to Nagios'],
  ['hostgroup', 'hostgroup_name +a', 'hostgroup_name holds a character that means something to Nagios'],
  ['contact', 'contact_name a', 'contact has no service_notification_options'],
  ['servicedependency', 'host_name a', 'servicedependency has no notification_failure_criteria'],
  ['serviceescalation', 'first_notification 3\n  last_notification 2', 'an escalation that ends before it begins'],
])('finds in a %s what Nagios would take for something else: %s', (type, directive, message) => {
  const complaints = nagios.selfCheck('objects/x.cfg', `define ${type} {\n  ${directive}\n}\n`);
  expect(complaints).toContainEqual({ line: 1, message });
});

test('a check whose silence is to be ignored tells of no unknown state', () => {
  const checks = [sampleCheck('told'), sampleCheck('ignored', { unknown: 'ignore' })];
  const services = emitAll(nagios, sampleModel({ checks })).text('objects/services/backend.cfg');
  const optionsOf = (id: string) => new RegExp(`service_description ${id}\\n(?:.*\\n)*?  notification_options (.*)`).exec(services)?.[1];
  expect([optionsOf('told'), optionsOf('ignored')]).toEqual(['w,u,c,r', 'w,c,r']);
});
