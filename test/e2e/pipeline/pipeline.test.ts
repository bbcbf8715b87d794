import { beforeAll, expect, test } from 'vitest';
import { installCollector } from '../../support/collector.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { startGmond } from '../../support/gmond.ts';
import { startNodeExporter } from '../../support/node-exporter.ts';
import { matches, type Pipeline, startPipeline } from '../../support/pipeline.ts';
import { describeWith } from '../../support/tools.ts';
import { estate, rack, teamName } from './estate.ts';

const tools = ['prometheus', 'prometheus-alertmanager', 'prometheus-node-exporter', 'gmond', 'gmetric', 'flock', 'setpriv'];

describeWith(tools, 'a value on its way from a definition to a webhook', () => {
  const daemons = useDaemons();
  let pipeline: Pipeline;
  let drop: (value: number) => Promise<void>;

  beforeAll(async () => {
    pipeline = await startPipeline(daemons, estate(new Date()));
    const { config } = await startGmond(daemons);
    const { textfileDirectory } = pipeline.exporter;
    const host = installCollector(daemons, pipeline.model, { gmondConfig: config, textfileDirectory });
    drop = async (value) => {
      host.drop('offline.drop', `offline_depth ${value}\n`);
      expect(await host.cron()).toMatchObject({ code: 0 });
    };
    await drop(1);
    pipeline.set({ sudden_depth: 1, open_depth: 1, closed_depth: 1, dark_depth: 1 });
    await eventually('the value is scraped', async () => (await pipeline.prometheus.query('offline_depth')).length === 1);
  }, 90_000);

  test('is scraped as a series of the host, with the labels of the inventory, and raises nothing while it is good', async () => {
    const [sample] = await pipeline.prometheus.query('offline_depth');
    expect(sample?.labels).toMatchObject({ host: 'worker1', rack, job: 'plimsoll-hosts' });
    const rules = await pipeline.prometheus.rules();
    expect(rules.filter(({ health }) => health !== 'ok')).toEqual([]);
    const names = async () => (await pipeline.prometheus.alerts()).map(({ labels }) => labels['alertname']);
    await eventually('only the watchdog is left', async () => (await names()).join() === 'PlimsollWatchdog');
    await pipeline.hears('that somebody is still watching', { labels: { alertname: 'PlimsollWatchdog' }, path: '/alive' });
  });

  test(
    'is dropped, collected, and told as a warning, then as critical, each by its own way, and as resolved by both',
    { timeout: 120_000 },
    async () => {
      const labels = { check: 'offline-queue', host: 'worker1', team: 'backend' };
      const warning = { ...labels, severity: 'warning', urgency: 'ticket' };
      const critical = { ...labels, severity: 'critical', urgency: 'page' };

      await drop(20_000);
      const warned = await pipeline.hears('the warning', { labels: warning, path: '/backend/ticket' });
      expect(warned.annotations).toMatchObject({
        summary: 'The depth of offline is above 10000 tasks.',
        description: 'The depth of offline on worker1 is 20000 tasks; warning is above 10000 tasks.',
        why: 'Users miss thumbnails.',
        runbook_url: 'https://runbooks.example.com/offline',
        owner: teamName,
      });
      expect(warned.labels).toMatchObject({ environment: 'production', site: 'berlin', rack });

      await drop(60_000);
      const paged = await pipeline.hears('the page', { labels: critical, path: '/backend/page' });
      expect(paged.annotations['description']).toBe('The depth of offline on worker1 is 60000 tasks; critical is above 50000 tasks.');

      await drop(1);
      await pipeline.hears('the end of the page', { labels: critical, path: '/backend/page', status: 'resolved' });
      await pipeline.hears('the end of the warning', { labels: warning, path: '/backend/ticket', status: 'resolved' });
    },
  );

  test(
    'is told once while it is critical, then to the next team; its warning is held back until only that is left',
    { timeout: 120_000 },
    async () => {
      const labels = { check: 'sudden-queue', host: 'worker1' };
      const warning = { labels: { ...labels, severity: 'warning' } };
      pipeline.set({ sudden_depth: 60_000 });
      await pipeline.hears('the page', { labels: { ...labels, severity: 'critical' }, path: '/backend/page' });
      const held = await eventually('the warning is held back', async () =>
        (await pipeline.alertmanager.alerts()).find(
          (one) => one.labels['check'] === 'sudden-queue' && one.labels['severity'] === 'warning',
        ),
      );
      expect(held.status.state).toBe('suppressed');
      expect(held.status.inhibitedBy.length).toBe(1);
      expect(pipeline.told().filter((one) => matches(one, warning))).toEqual([]);

      const escalated = { ...labels, severity: 'critical', escalation: '1', team: 'ops', urgency: 'page' };
      await pipeline.hears('the page of the next team', { labels: escalated, path: '/ops/page' });

      pipeline.set({ sudden_depth: 20_000 });
      await pipeline.hears('the warning that is left', { ...warning, path: '/backend/ticket' });
      pipeline.set({ sudden_depth: 1 });
      await pipeline.hears('the end', { ...warning, status: 'resolved' });
    },
  );

  test(
    'is told within the hours of its schedule, and to nobody outside of them or while the check is dark',
    { timeout: 120_000 },
    async () => {
      const fires = async (check: string) =>
        (await pipeline.prometheus.alerts()).some(({ labels, state }) => labels['check'] === check && state === 'firing');
      pipeline.set({ closed_depth: 60_000, dark_depth: 60_000 });
      await eventually('both fire', async () => (await fires('closed-queue')) && (await fires('dark-queue')));
      // What fires later is told later: once the open one is heard, the others have had their chance.
      pipeline.set({ open_depth: 60_000 });
      await pipeline.hears('what is within hours', { labels: { check: 'open-queue', severity: 'critical' }, path: '/backend/page' });
      const held = await pipeline.alertmanager.alerts();
      expect(new Set(held.map(({ labels }) => labels['check']))).toEqual(new Set(['closed-queue', 'dark-queue', 'open-queue', undefined]));
      expect(pipeline.told().filter(({ labels: { check } }) => check === 'closed-queue' || check === 'dark-queue')).toEqual([]);
    },
  );

  test('is missed when its exporter stops, until it is back', { timeout: 120_000 }, async () => {
    const missing = { check: 'offline-queue', host: 'worker1', severity: 'unknown', problem: 'missing', team: 'backend', urgency: 'page' };
    await pipeline.exporter.daemon.stop();
    const told = await pipeline.hears('that there is no answer', { labels: missing, path: '/backend/page' });
    expect(told.annotations['description']).toBe('The depth of offline gives no answer on worker1: there is no series.');
    const { port, textfileDirectory } = pipeline.exporter;
    await startNodeExporter(daemons, { port, textfileDirectory });
    await pipeline.hears('that there is one again', { labels: missing, path: '/backend/page', status: 'resolved' });
  });
});
