import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { prometheus } from '../../../../src/emitters/prometheus/emitter.ts';
import type { Check } from '../../../../src/model/model.ts';
import { emitAll } from '../../../support/emit.ts';
import { sampleCheck, sampleModel } from '../../../support/sample-model.ts';

const page = (id: string, timeout: string, everyMs = 60_000): Check =>
  sampleCheck(id, {
    subject: { kind: 'probe', probe: 'http', fields: { timeout }, thresholds: [] },
    timing: { everyMs, retryMs: everyMs, attempts: 1, forMs: 0 },
  });

const emitted = (checks: readonly Check[], options: object = {}, labels: Readonly<Record<string, string>> = {}) => {
  const base = sampleModel();
  const outcome = emitAll(prometheus, {
    ...base,
    hosts: base.hosts.map((host) => ({ ...host, labels })),
    checks,
    targets: { prometheus: { unitTests: false, ...options } },
  });
  const job = (parse(outcome.text('prometheus.yml')) as { scrape_configs: readonly Record<string, unknown>[] }).scrape_configs.find(
    ({ job_name }) => job_name === 'plimsoll-probes',
  );
  const groups = JSON.parse(outcome.text('targets/probes/backend.json')) as readonly {
    targets: string[];
    labels: Record<string, string>;
  }[];
  return { outcome, job, groups };
};

test('Prometheus waits for blackbox until the most patient probe has given up', () => {
  expect(emitted([page('a', '10s'), page('b', '30s')]).job?.['scrape_timeout']).toBe('31s');
  expect(emitted([page('a', '10s')]).job?.['scrape_timeout']).toBe('11s');
  expect(emitted([page('a', '5s')]).job?.['scrape_timeout']).toBeUndefined();
  expect(emitted([page('a', '50s')], { scrapeInterval: '15s' }).job?.['scrape_timeout']).toBe('15s');
});

test('a probe that is asked again before its timeout says so in the parity report', () => {
  const { outcome, groups } = emitted([page('a', '10s', 5000)]);
  expect(groups[0]?.labels).toMatchObject({ __scrape_interval__: '5s', __scrape_timeout__: '5s' });
  const because = outcome.parities.filter(({ id }) => id === 'a').flatMap((entry) => entry.because);
  expect(because).toContain('Blackbox gives up after 4s500ms, as it is asked again every 5s.');
  expect(
    emitted([page('a', '10s')])
      .outcome.parities.flatMap((entry) => entry.because)
      .join(),
  ).not.toContain('gives up');
});

test("a target carries the inventory's labels, and none that would hide another", () => {
  const labels = { rack: 'r1', check: 'mine', instance: 'i', severity: 's' };
  const { groups } = emitted([page('a', '5s')], {}, labels);
  expect(groups.map(({ targets, labels: own }) => [targets, own])).toEqual([
    [['http://192.0.2.1/'], { rack: 'r1', __param_module: 'a', check: 'a', host: 'worker1' }],
    [['http://192.0.2.2/'], { rack: 'r1', __param_module: 'a', check: 'a', host: 'worker2' }],
  ]);
});
