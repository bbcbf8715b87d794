import { expect, test } from 'vitest';
import { nagios } from '../../../../src/emitters/nagios/emitter.ts';
import type { Check, Model } from '../../../../src/model/model.ts';
import { emitAll } from '../../../support/emit.ts';
import { variedModel } from '../../../support/nagios-model.ts';
import { readObjects } from '../../../support/nagios-reader.ts';
import { bound, sampleCheck, sampleMetric, sampleModel, unit } from '../../../support/sample-model.ts';

const emit = (model: Model, options: object = {}) =>
  emitAll(nagios, { ...model, targets: { nagios: { metricResults: 'poller', ...options } } });

const rowsOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

const looked = (id: string, timing: Partial<Check['timing']>): Check =>
  sampleCheck(id, { timing: { everyMs: 60_000, retryMs: 60_000, attempts: 1, forMs: 0, ...timing } });

test('has a row for each service, with everything the plugin would be given, traced to its check', () => {
  const model = sampleModel({
    metrics: [
      sampleMetric('offline_queue_depth'),
      sampleMetric('sent', { type: 'counter', unit: unit('bytes'), source: { ganglia: 'bytes_out' }, staleAfterMs: 90_500 }),
    ],
    checks: [
      sampleCheck('beat', { subject: { kind: 'heartbeat', metric: 'offline_queue_depth', withinMs: 600_000 } }),
      sampleCheck('sent', {
        subject: {
          kind: 'threshold',
          threshold: 'sent',
          metric: 'sent',
          variants: [
            { hosts: ['worker1'], limits: [{ form: 'atLeast', warning: bound('1'), critical: bound('2.5'), clear: bound('0.5') }] },
            {
              hosts: ['worker2'],
              limits: [
                { form: 'below', critical: bound('-1') },
                { form: 'outside', warning: { low: bound('-1'), high: bound('1') } },
              ],
            },
          ],
        },
      }),
    ],
  });
  const outcome = emit(model, { gmetad: { cluster: 'main cluster' } });
  const table = outcome.artifacts.find(({ path }) => path === 'poller/backend.tsv');
  expect(rowsOf(table?.text ?? '')).toEqual([
    'worker1\tbeat\toffline_queue_depth\tmain cluster\t-\toffline_queue_depth\ttasks\tgauge\t-\t600',
    'worker2\tbeat\toffline_queue_depth\tmain cluster\t-\toffline_queue_depth\ttasks\tgauge\t-\t600',
    'worker1\tsent\tbytes_out\tmain cluster\t--at-least warning=1,critical=2.5,clear=0.5\tsent\tbytes\tcounter\t91\t-',
    'worker2\tsent\tbytes_out\tmain cluster\t--below critical=-1 --outside warning=-1..1\tsent\tbytes\tcounter\t91\t-',
  ]);
  const origins = table?.blocks.map(({ origin }) => origin && `${origin.kind} ${origin.id}`).filter(Boolean);
  expect(new Set(origins)).toEqual(new Set(['checks beat', 'checks sent']));
});

test('makes services passive with the attempts and the freshness of the period, and one of its own on the estate', () => {
  const outcome = emit(sampleModel({ checks: [looked('patient', { forMs: 300_000, attempts: 6 }), looked('quick', {})] }), {
    poller: { every: '2m' },
  });
  const services = readObjects(outcome.text('objects/services/backend.cfg')).map(({ values }) => values);
  expect(services[0]).toMatchObject({
    service_description: 'patient',
    check_command: 'plimsoll-poller-silent',
    active_checks_enabled: '0',
    passive_checks_enabled: '1',
    check_freshness: '1',
    freshness_threshold: '390',
    max_check_attempts: '4',
    check_interval: '120',
  });
  expect(services.find((values) => values['service_description'] === 'quick')).toMatchObject({ max_check_attempts: '1' });
  const own = readObjects(outcome.text('objects/poller.cfg')).map(({ values }) => values);
  expect(own.map((values) => values['command_name'] ?? values['service_description'])).toEqual([
    'plimsoll-poller-silent',
    'plimsoll-poller-own-silent',
    'plimsoll_poller',
  ]);
  expect(own[2]).toMatchObject({
    host_name: 'estate_sample',
    freshness_threshold: '270',
    notifications_enabled: '0',
    contact_groups: 'plimsoll_nobody',
  });
  expect(outcome.text('objects/hosts.cfg')).toContain('host_name estate_sample');
  expect(outcome.text('nagios.cfg')).toMatch(
    /^check_result_reaper_frequency=10\nmax_check_result_reaper_time=30\nmax_check_result_file_age=270$/m,
  );
  expect(outcome.text('nagios.cfg')).toMatch(/^log_passive_checks=0$/m);
});

test('says where a check is looked at less often, or must last longer, than asked', () => {
  const checks = [
    looked('often', { everyMs: 10_000 }),
    looked('plain', {}),
    looked('uneven', { forMs: 90_000, attempts: 3, retryMs: 45_000 }),
  ];
  const parities = new Map(emit(sampleModel({ checks })).parities.map(({ id, because }) => [id, because]));
  expect(parities.get('often')).toEqual(['It is looked at every 1m, not every 10s: the poller has one period.']);
  expect(parities.get('plain')).toEqual([]);
  expect(parities.get('uneven')).toEqual(['A problem must last 2m, not 1m30s: Nagios counts whole looks.']);
});

test('holds back what each team would be told while the poller has failed, where somebody is told of that', () => {
  const [told, untold] = [emit(sampleModel(), { poller: { owner: 'backend' } }), emit(sampleModel())];
  const [dependency] = readObjects(told.text('objects/poller/backend.cfg'));
  expect(dependency?.values).toMatchObject({
    host_name: 'estate_sample',
    service_description: 'plimsoll_poller',
    dependent_host_name: 'worker1,worker2',
    dependent_service_description: 'offline-queue',
    execution_failure_criteria: 'n',
    notification_failure_criteria: 'c',
  });
  expect(told.text('nagios.cfg')).toContain('cfg_file=objects/poller/backend.cfg');
  expect(readObjects(told.text('objects/poller.cfg'))[2]?.values).toMatchObject({
    notifications_enabled: '1',
    contact_groups: 'backend-page',
  });
  expect(untold.artifacts.map(({ path }) => path)).not.toContain('objects/poller/backend.cfg');
  const unheard = emit(sampleModel(), { poller: { owner: 'nobody' } });
  expect(unheard.diagnostics.map(({ code }) => code)).toEqual(['PLM424']);
});

test.each([
  ['1m', '* * * * * nagios /usr/lib/plimsoll/plimsoll-poll-metrics'],
  ['5m', '*/5 * * * * nagios /usr/lib/plimsoll/plimsoll-poll-metrics'],
  ['1h', '0 * * * * nagios /usr/lib/plimsoll/plimsoll-poll-metrics'],
  ['15s', '* * * * * nagios /usr/lib/plimsoll/plimsoll-poll-metrics --every 15 || [ $? -eq 75 ]'],
])('is started by cron every %s', (every, line) => {
  expect(rowsOf(emit(sampleModel(), { poller: { every } }).text('cron.d/plimsoll-poll-metrics')).at(-1)).toBe(line);
});

test.each(['0s', '500ms', '1500ms', '90s', '7m', '2h', '-1m', 'often'])('takes no period of %s', (every) => {
  expect(nagios.options.safeParse({ poller: { every } }).success).toBe(false);
});

test('leaves alone what gmetad is not asked for, and says when that is everything', () => {
  const mixed = emit(variedModel());
  const rows = rowsOf(mixed.text('poller/backend.tsv')).map((row) => row.split('\t')[1]);
  expect(new Set(rows)).toEqual(new Set(['beat', 'offline-queue']));
  const other = emit(sampleModel(), { prometheus: { url: 'http://localhost:9090' } });
  expect(other.diagnostics.map(({ code }) => code)).toContain('PLM399');
  expect(other.artifacts.map(({ path }) => path).filter((path) => /poll/.test(path))).toEqual([]);
  const plain = emitAll(nagios, sampleModel({ targets: { nagios: {} } }));
  expect(plain.artifacts.map(({ path }) => path).filter((path) => /poll/.test(path))).toEqual([]);
});

test('judges by the very text of the plugin', () => {
  const outcome = emit(sampleModel());
  const [plugin, poller] = ['libexec/plimsoll-check-metric', 'libexec/plimsoll-poll-metrics'].map((path) => outcome.text(path));
  for (const sub of [
    'clean',
    'number',
    'parse_limits',
    'beyond',
    'evaluate',
    'range',
    'plain',
    'perfdata',
    'because',
    'judge_value',
    'judge_heartbeat',
    'judge_metric',
    'attributes',
  ]) {
    const text = new RegExp(`^sub ${sub} \\{\\n[^]*?^\\}$`, 'm').exec(plugin ?? '')?.[0];
    expect(text, sub).toBeDefined();
    expect(poller).toContain(text);
  }
});
