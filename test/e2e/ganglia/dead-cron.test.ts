import { expect, test } from 'vitest';
import { prometheus as prometheusEmitter } from '../../../src/emitters/prometheus/emitter.ts';
import { type CollectorHost, installCollector, run, sendingTo } from '../../support/collector.ts';
import { modelOf } from '../../support/compile-files.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { emitAll } from '../../support/emit.ts';
import { startGmetad } from '../../support/gmetad.ts';
import { startGmond } from '../../support/gmond.ts';
import { type Block, fencedBlocks } from '../../support/markdown-blocks.ts';
import { installPlugin } from '../../support/nagios-plugin.ts';
import { startNodeExporter } from '../../support/node-exporter.ts';
import { startPrometheus } from '../../support/prometheus.ts';
import { describeWith } from '../../support/tools.ts';
import { overlay } from '../../support/diagnose.ts';
import { readFileSync } from 'node:fs';

const page = readFileSync(new URL('../../../docs/diagnostics/PLM422.md', import.meta.url), 'utf8');
const good = fencedBlocks(page).filter(({ heading }) => heading === 'Good');

/** What the page tells people to write, in seconds rather than minutes. */
const hastened = (block: Block): Block => ({ ...block, text: block.text.replace('- 180', '- 4').replace('within: 3m', 'within: 4s') });

const estateFor = (port: number): Block => ({
  ...{ heading: 'Good', language: 'yaml', line: 0, attributes: { file: 'plimsoll.yaml' } },
  text: `estate: example
every: 1s
environments: { production: {} }
targets:
  nagios: {}
  ganglia: {}
  prometheus: { evaluationInterval: 1s, scrapeInterval: 1s, nodeExporterPort: ${port} }
`,
});

const here: Block = {
  ...{ heading: 'Good', language: 'yaml', line: 0, attributes: { file: 'inventory/hosts/hosts.yaml' } },
  text: 'worker1:\n  address: 127.0.0.1\n  groups: [web]\n',
};

const tools = ['gmond', 'gmetad', 'gmetric', 'perl', 'flock', 'setpriv', 'prometheus', 'prometheus-node-exporter'];

describeWith(tools, 'a collector that cron no longer starts', () => {
  const daemons = useDaemons();
  const plugin = installPlugin();

  /** Runs the cron line again and again, as cron would, until told to stop. */
  const startCron = (host: CollectorHost) => {
    const dead = new AbortController();
    const turns = (async () => {
      while (!dead.signal.aborted) {
        await host.cron();
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    })();
    return async () => {
      dead.abort();
      await turns;
    };
  };

  test(
    'is told of by the heartbeat of the page, in Nagios and in Prometheus, while its last values still stand',
    { timeout: 90_000 },
    async () => {
      const gmond = await startGmond(daemons);
      const gmetad = await startGmetad(daemons, [gmond]);
      const exporter = await startNodeExporter(daemons);
      const model = await modelOf(overlay([...good.map(hastened), estateFor(exporter.port), here]));
      const host = installCollector(daemons, model, { ...sendingTo(gmond, 'udp'), textfileDirectory: exporter.textfileDirectory });
      const prometheus = await startPrometheus(daemons, { files: emitAll(prometheusEmitter, model).artifacts });
      host.drop('queue.drop', 'queue_depth 1200\n');

      const nagios = async () => {
        const at = ['--gmetad', `127.0.0.1:${gmetad.interactivePort}`, '--host', 'worker1', '--cluster', gmond.cluster];
        return (await run([plugin, ...at, '--metric', 'plimsoll_collector_last_run', '--heartbeat', '4'])).code;
      };
      const firing = async () =>
        (await prometheus.alerts()).some(
          ({ labels, state }) => labels['check'] === 'collector' && labels['host'] === 'worker1' && state === 'firing',
        );
      const stop = startCron(host);
      try {
        await eventually('Nagios hears the collector', async () => (await nagios()) === 0);
        await eventually('Prometheus has its time', async () => (await prometheus.query('plimsoll_collector_last_run')).length === 1);
        await eventually('no alert fires', async () => !(await firing()), 30_000);
      } finally {
        await stop();
      }
      await eventually('Nagios misses it', async () => (await nagios()) === 2, 30_000);
      await eventually('Prometheus misses it', firing, 30_000);
      // What makes it necessary: nothing else tells, the values are as they were.
      expect(await prometheus.query('queue_depth')).toMatchObject([{ labels: { host: 'worker1' }, value: 1200 }]);

      await host.cron();
      expect(await eventually('Nagios hears it again', async () => (await nagios()) === 0)).toBe(true);
    },
  );
});
