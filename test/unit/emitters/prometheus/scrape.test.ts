import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { prometheus } from '../../../../src/emitters/prometheus/emitter.ts';
import type { Check, CheckSubject, Model } from '../../../../src/model/model.ts';
import { emitAll } from '../../../support/emit.ts';
import { bound, sampleCheck, sampleMetric, sampleModel } from '../../../support/sample-model.ts';

const host = (id: string, address: string, labels: Readonly<Record<string, string>> = {}) => ({
  id,
  address,
  labels,
  parents: [],
  groups: [],
});

const check = (id: string, on: string, subject: CheckSubject): Check => sampleCheck(id, { on: [on], hosts: [on], subject });

const limits = [{ form: 'above', critical: bound('1') }] as const;

const threshold = (metric: string, on: string): CheckSubject => ({
  kind: 'threshold',
  threshold: 't',
  metric,
  variants: [{ hosts: [on], limits }],
});

const model = (more: Partial<Model> = {}): Model =>
  sampleModel({
    hosts: [
      host('dropping', '192.0.2.1', { rack: 'a1', team: 'x', instance: 'y' }),
      host('expressed', '2001:db8::1'),
      host('probed', 'probed.example'),
      host('other', '192.0.2.9'),
    ],
    metrics: [
      sampleMetric('queue'),
      sampleMetric('disk', { source: { prometheus: '100 - node_filesystem_avail_bytes' } }),
      sampleMetric('mysql', { source: { prometheus: 'mysql_up' } }),
    ],
    checks: [
      check('drops', 'dropping', threshold('queue', 'dropping')),
      check('disks', 'expressed', threshold('disk', 'expressed')),
      check('database', 'other', threshold('mysql', 'other')),
      check('answers', 'probed', { kind: 'probe', probe: 'tcp', fields: { port: 22 }, thresholds: [] }),
    ],
    targets: { prometheus: { nodeExporterPort: 9200 } },
    ...more,
  });

const targets = (of: Model) => JSON.parse(emitAll(prometheus, of).text('targets/hosts.json'));

test('asks node_exporter of the hosts whose checks need it, by their id whatever the address', () => {
  expect(targets(model())).toEqual([
    { targets: ['192.0.2.1:9200'], labels: { host: 'dropping', rack: 'a1' } },
    { targets: ['[2001:db8::1]:9200'], labels: { host: 'expressed' } },
  ]);
});

test('keeps labels of the inventory away from those that rules and Prometheus set, and says so', () => {
  const { diagnostics } = emitAll(prometheus, model());
  expect(diagnostics.filter(({ code }) => code === 'PLM442').map(({ message }) => message)).toEqual([
    'label `instance` of host `dropping` stays out of Prometheus: Prometheus sets it on every target',
    'label `team` of host `dropping` stays out of Prometheus: rules set it on alerts',
  ]);
});

test('has a job only for what some check asks', () => {
  const jobs = (checks: readonly Check[]) =>
    (parse(emitAll(prometheus, model({ checks })).text('prometheus.yml')).scrape_configs ?? []).map(
      ({ job_name }: { job_name: string }) => job_name,
    );
  const [drops, , database, answers] = model().checks;
  expect(jobs([])).toEqual([]);
  expect(jobs(database === undefined ? [] : [database])).toEqual([]);
  expect(jobs(drops === undefined ? [] : [drops])).toEqual(['plimsoll-hosts']);
  expect(jobs(answers === undefined ? [] : [answers])).toEqual(['plimsoll-probes']);
});

test('puts the environment and the labels asked for on everything that leaves, and scrapes itself for alerts about itself', () => {
  const chosen = { environmentLabel: 'environment', externalLabels: { site: 'no' }, ownAlerts: 'backend', self: 'prom.example:9090' };
  const main = parse(emitAll(prometheus, model({ targets: { prometheus: chosen } })).text('prometheus.yml'));
  expect(main.global.external_labels).toEqual({ environment: 'production', site: 'no' });
  expect(main.scrape_configs.at(-1)).toEqual({ job_name: 'plimsoll-self', static_configs: [{ targets: ['prom.example:9090'] }] });
});

test('has a watchdog that nothing but it can be called, and further alerts only for a team that hears them', () => {
  const names = (options: object) =>
    parse(emitAll(prometheus, model({ targets: { prometheus: options } })).text('rules/_plimsoll.yaml')).groups[0].rules.map(
      ({ alert }: { alert: string }) => alert,
    );
  expect(names({})).toEqual(['PlimsollWatchdog']);
  expect(names({ ownAlerts: 'backend' })).toEqual([
    'PlimsollWatchdog',
    'PlimsollRulesFail',
    'PlimsollReloadFailed',
    'PlimsollTextfileError',
  ]);
  const taken = emitAll(prometheus, model({ checks: [check('plimsoll/watchdog', 'other', threshold('queue', 'other'))] }));
  expect(taken.diagnostics.map(({ code }) => code)).toContain('PLM425');
});
