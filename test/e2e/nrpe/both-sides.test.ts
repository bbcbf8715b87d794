import { beforeAll, expect, test } from 'vitest';
import { nagios } from '../../../src/emitters/nagios/emitter.ts';
import { prometheus } from '../../../src/emitters/prometheus/emitter.ts';
import type { LimitForm, Limits } from '../../../src/model/limits.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { emitAll, type EmitOutcome } from '../../support/emit.ts';
import { startNodeExporter } from '../../support/node-exporter.ts';
import { askedArgv, startNrpe } from '../../support/nrpe.ts';
import { freePort } from '../../support/ports.ts';
import { type ProbeCase, probeModel, runPlugin, type State } from '../../support/probe-sides.ts';
import { evaluatedRules, type Prometheus, startPrometheus } from '../../support/prometheus.ts';
import { bound } from '../../support/sample-model.ts';
import { describeWith } from '../../support/tools.ts';

type OneSided = Exclude<LimitForm['form'], 'outside' | 'inside'>;

const limit = (form: OneSided, levels: { readonly warning?: string; readonly critical?: string }): Limits => [
  {
    form,
    ...(levels.warning === undefined ? {} : { warning: bound(levels.warning) }),
    ...(levels.critical === undefined ? {} : { critical: bound(levels.critical) }),
  },
];

interface Asked extends ProbeCase {
  readonly state: State;
}

const root = { path: '/' };
const huge = '1000000000000000000';

/** Limits so far from what any machine has that the value cannot cross them while the test runs. */
const cases: readonly Asked[] = [
  { id: 'disk-fine', probe: 'disk', fields: root, limits: { used: limit('above', { warning: '98', critical: '99' }) }, state: 'ok' },
  { id: 'disk-used', probe: 'disk', fields: root, limits: { used: limit('above', { warning: '0', critical: '99' }) }, state: 'warning' },
  { id: 'disk-own', probe: 'disk', fields: root, limits: { used: limit('atLeast', { critical: '0.0001' }) }, state: 'critical' },
  { id: 'disk-free', probe: 'disk', fields: root, limits: { free: limit('below', { critical: huge }) }, state: 'critical' },
  { id: 'disk-inodes', probe: 'disk', fields: root, limits: { inodesUsed: limit('above', { warning: '0' }) }, state: 'warning' },
  { id: 'disk-inodes-free', probe: 'disk', fields: root, limits: { inodesFree: limit('atMost', { critical: huge }) }, state: 'critical' },
  { id: 'memory-fine', probe: 'memory', fields: {}, limits: { used: limit('above', { critical: '99.999' }) }, state: 'ok' },
  {
    id: 'memory-used',
    probe: 'memory',
    fields: {},
    limits: { used: limit('above', { warning: '0.01', critical: '99.999' }) },
    state: 'warning',
  },
  { id: 'memory-left', probe: 'memory', fields: {}, limits: { available: limit('below', { critical: huge }) }, state: 'critical' },
  { id: 'swap-free', probe: 'swap', fields: {}, limits: { free: limit('below', { warning: huge }) }, state: 'warning' },
  { id: 'load-fine', probe: 'load', fields: {}, limits: { load1: limit('above', { warning: '9000', critical: '9999' }) }, state: 'ok' },
  {
    id: 'load-high',
    probe: 'load',
    fields: {},
    limits: { load15: limit('atLeast', { warning: '0', critical: '9999' }) },
    state: 'warning',
  },
  { id: 'load-cpu', probe: 'load', fields: { perCpu: true }, limits: { load5: limit('atLeast', { critical: '0' }) }, state: 'critical' },
];

const jobs = (port: number): string =>
  [
    'global: { scrape_interval: 1s, evaluation_interval: 1s }',
    "rule_files: ['rules/*.yaml']",
    'scrape_configs:',
    '  - job_name: node',
    '    static_configs:',
    `      - targets: ['127.0.0.1:${port}']`,
    "        labels: { host: '127.0.0.1' }",
    '',
  ].join('\n');

const worst = (severities: readonly (string | undefined)[]): State => {
  if (severities.includes('critical')) return 'critical';
  if (severities.includes('warning')) return 'warning';
  return severities.length > 0 ? 'unknown' : 'ok';
};

describeWith(['nrpe', 'prometheus', 'prometheus-node-exporter', 'perl'], 'a host through NRPE and through node_exporter', () => {
  const daemons = useDaemons();
  const directory = daemons.directory();
  let emitted: EmitOutcome;
  let server: Prometheus;

  beforeAll(async () => {
    const port = await freePort();
    const model = probeModel(cases, {
      nagios: { nrpePort: port, libraryDirectory: `${directory}/libexec` },
      prometheus: { evaluationInterval: '1s', alertmanagers: [], unitTests: false },
    });
    emitted = emitAll(nagios, model);
    await startNrpe(daemons, { port, emitted, directory });
    const exporter = await startNodeExporter(daemons, { collectors: ['filesystem', 'meminfo', 'loadavg', 'cpu'] });
    const rules = emitAll(prometheus, model).artifacts.filter(({ path }) => path.startsWith('rules/'));
    server = await startPrometheus(daemons, { files: [...rules, { path: 'prometheus.yml', text: jobs(exporter.port) }] });
    await evaluatedRules(server);
  }, 120_000);

  test('every rule can be evaluated on what node_exporter says', async () => {
    const rules = await evaluatedRules(server);
    expect(rules.filter(({ health }) => health !== 'ok').map(({ name, lastError }) => `${name}: ${lastError ?? ''}`)).toEqual([]);
  });

  test.each(cases.map((one) => [one.id, one.state] as const))(
    '%s is %s on both sides',
    async (id, state) => {
      const ran = await runPlugin(askedArgv(emitted, id));
      expect(ran.state, ran.output).toBe(state);
      await eventually(
        `the rules of ${id} say ${state}`,
        async () => {
          const alerts = await server.alerts();
          const own = alerts.filter(({ labels, state: now }) => labels['check'] === id && now === 'firing');
          return (
            worst(own.map(({ labels }) => labels['severity'])) === state && (state !== 'ok' || (await server.query('up == 1')).length === 1)
          );
        },
        40_000,
      );
    },
    60_000,
  );
});
