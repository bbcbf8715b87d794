import { expect, test } from 'vitest';
import { nagios } from '../../../src/emitters/nagios/emitter.ts';
import { prometheus } from '../../../src/emitters/prometheus/emitter.ts';
import type { Check } from '../../../src/model/model.ts';
import { run } from '../../support/collector.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { emitAll } from '../../support/emit.ts';
import { expandMacros, readObjects, splitCommand } from '../../support/nagios-reader.ts';
import { installPlugin } from '../../support/nagios-plugin.ts';
import { freePort } from '../../support/ports.ts';
import { startPrometheus } from '../../support/prometheus.ts';
import { sampleCheck, sampleModel } from '../../support/sample-model.ts';
import { describeWith } from '../../support/tools.ts';

/** Counters that grow by so much a second. */
const counters = (growth: Readonly<Record<string, number>>): string =>
  `groups:\n- name: counters\n  interval: 1s\n  rules:\n${Object.entries(growth)
    .map(([name, perSecond]) => `  - { record: ${name}, expr: "time() * ${perSecond}", labels: { code: "5xx" } }\n`)
    .join('')}`;

const tiers = [
  { name: 'fast', severity: 'critical', longMs: 60_000, shortMs: 10_000, burn: '14.4', ceiling: '0.144' },
  { name: 'slow', severity: 'warning', longMs: 120_000, shortMs: 20_000, burn: '1', ceiling: '0.01' },
] as const;

const burn = (id: string, errors: string, total: string, minimum?: string): Check =>
  sampleCheck(id, {
    hosts: [],
    on: [],
    timing: { everyMs: 1000, retryMs: 1000, attempts: 1, forMs: 0 },
    subject: {
      kind: 'burnRate',
      slo: '99%',
      periodMs: 2_592_000_000,
      errors,
      total,
      tiers,
      ...(minimum === undefined ? {} : { minimumRate: { events: minimum, seconds: '60' } }),
    },
  });

const checks = [
  burn('alone', 'many_total{code="5xx"}', 'all_total'),
  burn('added', 'many_total{code="5xx"} + few_total', '(all_total + all_total) # both ways in'),
  burn('either', 'few_total or many_total', 'sum(all_total)'),
  burn('little', 'few_total', 'all_total'),
  burn('none', 'no_total', 'all_total'),
  burn('quiet', 'many_total', 'all_total', '100000'),
  burn('loud', 'many_total', 'all_total', '60'),
  burn('uncounted', 'no_errors_total', 'no_events_total'),
];

const wanted = {
  added: 2,
  alone: 2,
  // Of series with the same labels `or` takes the first.
  either: 1,
  little: 1,
  loud: 2,
  none: 0,
  quiet: 0,
  uncounted: 3,
};

describeWith(['prometheus', 'perl'], 'a burn rate', () => {
  const daemons = useDaemons();
  const plugin = installPlugin();

  test('is the same in Nagios and in Prometheus, however its counters are added up', { timeout: 90_000 }, async () => {
    const port = await freePort();
    const model = sampleModel({
      checks,
      targets: {
        nagios: { prometheus: { url: `http://127.0.0.1:${port}` }, libraryDirectory: plugin.replace(/\/[^/]*$/, '') },
        prometheus: { evaluationInterval: '1s', scrapeInterval: '1s' },
      },
    });
    const { artifacts } = emitAll(prometheus, model);
    const growth = { many_total: 10, few_total: 1, all_total: 20 };
    const files = [...artifacts, { path: 'rules/counters.yaml', text: counters(growth), mode: 0o644 as const }];
    const daemon = await startPrometheus(daemons, { files, port });

    const commands = readObjects(emitAll(nagios, model).text('objects/commands/backend.cfg'));
    const says = async (id: string): Promise<number> => {
      const command = commands.find(({ values }) => values['command_name'] === `plimsoll-check-${id}`);
      return (await run(splitCommand(expandMacros(command?.values['command_line'] ?? '', {})) ?? [])).code;
    };
    const firing = async (id: string): Promise<number> => {
      const mine = (await daemon.alerts()).filter(({ labels }) => labels['check'] === id).map(({ labels }) => labels['severity']);
      return mine.includes('critical') ? 2 : mine.includes('warning') ? 1 : mine.includes('unknown') ? 3 : 0;
    };
    const all = async (ask: (id: string) => Promise<number>) =>
      Object.fromEntries(await Promise.all(checks.map(async ({ id }) => [id, await ask(id)] as const)));
    const told = async () => {
      expect(await all(firing)).toEqual(wanted);
      return true;
    };
    await eventually('Prometheus has counted for long enough', told, 60_000);
    expect(await all(says)).toEqual(wanted);
  });
});
