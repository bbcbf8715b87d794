import { execa } from 'execa';
import { expect, test } from 'vitest';
import { prometheus } from '../../../src/emitters/prometheus/emitter.ts';
import { writeYaml, type YamlMap } from '../../../src/emitters/yaml-writer.ts';
import type { Check } from '../../../src/model/model.ts';
import { emitAll } from '../../support/emit.ts';
import { bound, sampleCheck, sampleMetric, sampleModel, unit } from '../../support/sample-model.ts';
import { describeWith, tool } from '../../support/tools.ts';
import { write } from '../../support/written.ts';

const hosts = Array.from({ length: 40 }, (_, i) => `worker${String(i + 1).padStart(2, '0')}`);
const on = { on: ['offline-workers'], hosts };
const limits = [{ form: 'above' as const, critical: bound('50') }];
const none = { everyMs: 60_000, retryMs: 60_000, attempts: 1, forMs: 0 };

const checks: readonly Check[] = [
  sampleCheck('dropped', {
    ...on,
    timing: { ...none, keepMs: 180_000 },
    subject: { kind: 'threshold', threshold: 't', metric: 'dropped', variants: [{ hosts, limits }] },
  }),
  sampleCheck('pushed', {
    ...on,
    timing: none,
    subject: { kind: 'threshold', threshold: 't', metric: 'pushed', variants: [{ hosts, limits }] },
  }),
  sampleCheck('answers', { ...on, timing: none, subject: { kind: 'probe', probe: 'http', fields: {}, thresholds: [] } }),
  sampleCheck('quiet', {
    ...on,
    timing: none,
    unknown: 'ignore',
    subject: { kind: 'threshold', threshold: 't', metric: 'dropped', variants: [{ hosts, limits }] },
  }),
  sampleCheck('whole', {
    on: [],
    hosts: [],
    timing: none,
    firstDelayMs: 120_000,
    subject: { kind: 'threshold', threshold: 't', metric: 'pushed', variants: [{ hosts: [], limits }] },
  }),
];

const sample = sampleModel();
const model = sampleModel({
  hosts: hosts.map((id, i) => ({ id, address: `192.0.2.${i + 1}`, labels: {}, parents: [], groups: ['offline-workers'] })),
  groups: [{ id: 'offline-workers', members: hosts }],
  teams: [
    ...sample.teams.map((team) => ({ ...team, escalation: [{ afterMs: 300_000, team: 'night', urgency: 'page' as const }] })),
    { id: 'night', name: 'Night', receivers: { page: { kind: 'email', address: 'night@example.com' } }, escalation: [] },
  ],
  metrics: [
    sampleMetric('dropped', { unit: unit('tasks') }),
    sampleMetric('pushed', { source: { prometheus: 'pushed_value' }, staleAfterMs: 120_000 }),
  ],
  checks,
});

const { artifacts, text } = emitAll(prometheus, model);

/** Series of every host but those named, all well. */
const wellBut = (name: string, labels: string, others: readonly string[]): readonly YamlMap[] =>
  hosts.filter((host) => !others.includes(host)).map((host) => ({ series: `${name}{host="${host}"${labels}}`, values: '1x30' }));

const inputs: readonly YamlMap[] = [
  ...wellBut('dropped', '', ['worker01', 'worker02', 'worker03', 'worker04']),
  { series: 'dropped{host="worker01"}', values: '1x4 stale' }, // the exporter stops
  { series: 'dropped{host="worker03"}', values: `1 1 ${'NaN '.repeat(28).trim()}` },
  { series: 'dropped{host="worker04"}', values: '1x30' }, // the collector stops, its file stays
  ...wellBut('node_textfile_mtime_seconds', ',file="/var/lib/prometheus/node-exporter/plimsoll.prom"', ['worker04']).map((one) => ({
    ...one,
    values: '0+60x30',
  })),
  { series: 'node_textfile_mtime_seconds{host="worker04",file="plimsoll.prom"}', values: '0x30' },
  ...wellBut('pushed_value', '', ['worker01']),
  { series: 'pushed_value{host="worker01"}', values: '1x4 _x30' }, // nobody pushes any more, and nobody says so
  ...wellBut('probe_success', ',check="answers"', ['worker01']),
  { series: 'probe_success{host="worker01",check="answers"}', values: '1x4 stale' },
];

const firing = (check: string, more = ''): string =>
  `group by (check, host, problem, team) (ALERTS{severity="unknown",alertstate="firing",check="${check}"${more}})`;

const expected = (check: string, problem: string, host: string, team = 'backend'): YamlMap => ({
  labels: `{check="${check}",host="${host}",problem="${problem}",team="${team}"}`,
  value: 1,
});

const missing02 = expected('dropped', 'missing', 'worker02');
const own = ',escalation=""';

const tests: readonly YamlMap[] = [
  { expr: firing('dropped', own), eval_time: '1m', exp_samples: [] },
  { expr: firing('dropped', own), eval_time: '3m', exp_samples: [missing02] },
  {
    expr: firing('dropped', own),
    eval_time: '9m',
    exp_samples: [
      expected('dropped', 'missing', 'worker01'),
      missing02,
      expected('dropped', 'nan', 'worker03'),
      expected('dropped', 'stale', 'worker04'),
    ],
  },
  { expr: firing('dropped', ',escalation="1"'), eval_time: '5m', exp_samples: [] },
  { expr: firing('dropped', ',escalation="1"'), eval_time: '8m', exp_samples: [expected('dropped', 'missing', 'worker02', 'night')] },
  { expr: firing('pushed', own), eval_time: '6m', exp_samples: [] },
  { expr: firing('pushed', own), eval_time: '9m', exp_samples: [expected('pushed', 'stale', 'worker01')] },
  { expr: firing('pushed', own), eval_time: '12m', exp_samples: [expected('pushed', 'missing', 'worker01')] },
  { expr: firing('answers', own), eval_time: '6m', exp_samples: [] },
  { expr: firing('answers', own), eval_time: '7m', exp_samples: [expected('answers', 'missing', 'worker01')] },
  { expr: firing('quiet'), eval_time: '20m', exp_samples: [] },
];

describeWith(['promtool'], 'a check without an answer', () => {
  test('is told for each host: gone, never heard of, no number, written once and never again', async () => {
    const test = writeYaml({
      rule_files: ['rules/_hosts.yaml', 'rules/backend.yaml'],
      evaluation_interval: '1m',
      tests: [{ interval: '1m', input_series: inputs, promql_expr_test: tests }],
    });
    const directory = write([...artifacts, { path: 'companions_test.yaml', text: test }]);
    const run = await execa(tool('promtool'), ['test', 'rules', 'companions_test.yaml'], { cwd: directory, reject: false, all: true });
    expect(run.all.slice(0, 3000)).toMatch(/^Unit Testing: {2}companions_test.yaml\n {2}SUCCESS\s*$/);
    const own = await execa(tool('promtool'), ['test', 'rules', 'tests/backend_test.yaml'], { cwd: directory, reject: false, all: true });
    expect(own.all.slice(0, 3000)).toMatch(/SUCCESS\s*$/);
  });

  test('names its hosts in one place, whoever looks at them', () => {
    expect(text('rules/_hosts.yaml').split('label_replace(').length - 1).toBe(hosts.length);
    expect(text('rules/backend.yaml')).not.toContain('"worker02", "", ""');
  });
});
