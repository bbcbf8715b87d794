import { beforeAll, expect, test } from 'vitest';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { type CollectorHost, installCollector } from '../../support/collector.ts';
import { metricsOf, type XmlMetric } from '../../support/ganglia-xml.ts';
import { type Gmond, startGmond } from '../../support/gmond.ts';
import { sampleMetric, sampleModel, unit } from '../../support/sample-model.ts';
import { describeWith } from '../../support/tools.ts';

const model = sampleModel({
  metrics: [
    sampleMetric('offline_cost', { range: {}, unit: unit('s'), title: 'Cost', why: 'Goes below zero when refunds are processed.' }),
    sampleMetric('offline_done', { type: 'counter', why: 'Tasks since the start.', title: 'Tasks done' }),
    sampleMetric('offline_queue_depth'),
    sampleMetric('offline_workers', {
      integer: true,
      range: { low: '0', high: '64' },
      unit: unit('workers'),
      title: 'Workers',
      staleAfterMs: 600_000,
    }),
  ],
});

describeWith(['gmond', 'gmetric', 'flock', 'setpriv'], 'a dropped file', () => {
  const daemons = useDaemons();
  let gmond: Gmond;
  let host: CollectorHost;

  const shown = (name: string): Promise<XmlMetric> =>
    eventually(`${name} appears in gmond`, async () => metricsOf(await gmond.xml()).get(`worker1/${name}`));

  beforeAll(async () => {
    gmond = await startGmond(daemons);
    host = installCollector(daemons, model, { gmondConfig: gmond.config, group: 'offline' });
    host.drop('offline-tasks.drop', 'offline_queue_depth 1200\noffline_cost=-1.5e-3\noffline_done\t77\noffline_workers 12\n');
    expect(await host.cron()).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('becomes a metric with type, units, slope, times, group, title and description', async () => {
    const { attributes, extra } = await shown('offline_queue_depth');
    expect(attributes).toMatchObject({ VAL: '1200', TYPE: 'double', UNITS: 'tasks', SLOPE: 'both', TMAX: '60', DMAX: '300' });
    expect(extra).toMatchObject({ GROUP: 'offline', TITLE: 'Offline queue depth', DESC: 'Grows when shards shed load.' });
  });

  test('may hold negative numbers and exponents, which arrive as plain decimals', async () => {
    const { attributes } = await shown('offline_cost');
    expect(attributes).toMatchObject({ VAL: '-0.0015', TYPE: 'double', UNITS: 's' });
  });

  test('sends a counter with slope positive', async () => {
    const { attributes } = await shown('offline_done');
    expect(attributes).toMatchObject({ VAL: '77', SLOPE: 'positive', TYPE: 'double' });
  });

  test('sends whole numbers of a small range as such, kept as long as declared', async () => {
    const { attributes } = await shown('offline_workers');
    expect(attributes).toMatchObject({ VAL: '12', TYPE: 'uint32', DMAX: '600' });
  });

  test('is followed by the health of the collector', async () => {
    const lastRun = await shown('plimsoll_collector_last_run');
    expect(Math.abs(Number(lastRun.attributes['VAL']) - Date.now() / 1000)).toBeLessThan(120);
    for (const [name, value] of Object.entries({ files_read: '1', lines_rejected: '0', metrics_sent: '4', send_failures: '0' })) {
      expect((await shown(`plimsoll_collector_${name}`)).attributes['VAL'], name).toBe(value);
    }
  });
});
