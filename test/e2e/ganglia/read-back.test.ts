import { beforeAll, expect, test } from 'vitest';
import { type CollectorHost, installCollector, type Ran, run } from '../../support/collector.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { metricsOf } from '../../support/ganglia-xml.ts';
import { type Gmetad, startGmetad } from '../../support/gmetad.ts';
import { type Gmond, startGmond } from '../../support/gmond.ts';
import { installPlugin } from '../../support/nagios-plugin.ts';
import { sampleMetric, sampleModel } from '../../support/sample-model.ts';
import { describeWith } from '../../support/tools.ts';

const model = sampleModel({ metrics: [sampleMetric('offline_queue_depth'), sampleMetric('offline_failures')] });
const states = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'];

describeWith(
  ['gmond', 'gmetad', 'gmetric', 'flock', 'setpriv', 'perl'],
  'a dropped value, read back through gmetad by the Nagios plugin',
  () => {
    const daemons = useDaemons();
    const plugin = installPlugin();
    let gmond: Gmond;
    let gmetad: Gmetad;
    let host: CollectorHost;

    const check = (metric: string, staleAfter = 300): Promise<Ran> =>
      run([
        ...[plugin, '--gmetad', `127.0.0.1:${gmetad.interactivePort}`, '--host', 'worker1', '--cluster', gmond.cluster, '--metric', metric],
        ...['--above', 'warning=10000,critical=50000', '--stale-after', String(staleAfter)],
      ]);

    /** The state once gmetad has seen this value. */
    const stateAt = async (value: string): Promise<string> => {
      host.drop('offline-tasks.drop', `offline_queue_depth ${value}\n`);
      expect((await host.cron()).stderr).toBe('');
      await eventually(`gmetad has ${value}`, async () => {
        const shown = metricsOf(await gmetad.ask('/')).get('worker1/offline_queue_depth');
        return shown !== undefined && Number(shown.attributes['VAL']) === Number(value);
      });
      const ran = await check('offline_queue_depth');
      expect(ran.stdout).toMatch(new RegExp(`^${states[ran.code] ?? 'no state'}: `));
      return states[ran.code] ?? 'no state';
    };

    beforeAll(async () => {
      gmond = await startGmond(daemons);
      gmetad = await startGmetad(daemons, [gmond]);
      host = installCollector(daemons, model, { gmondConfig: gmond.config });
    });

    test('is OK, WARNING and CRITICAL as it moves, and OK again', async () => {
      expect(await stateAt('1200')).toBe('OK');
      expect(await stateAt('10001')).toBe('WARNING');
      expect(await stateAt('50000.5')).toBe('CRITICAL');
      expect(await stateAt('10000')).toBe('OK');
    });

    test('is UNKNOWN when the metric was never dropped', async () => {
      const ran = await check('offline_failures');
      expect(states[ran.code]).toBe('UNKNOWN');
    });

    test('is UNKNOWN when the value is older than it may be', async () => {
      expect(await stateAt('1200')).toBe('OK');
      const ran = await eventually('the value grows old', async () => {
        const now = await check('offline_queue_depth', 1);
        return now.code === 0 ? undefined : now;
      });
      expect(states[ran.code]).toBe('UNKNOWN');
    });

    test('vanishes from gmetad when its time has passed since it was written, not since it was sent', async () => {
      host.drop('offline-tasks.drop', 'offline_queue_depth 1300\n', 298);
      await host.cron();
      await eventually(
        'gmond has it',
        async () => metricsOf(await gmond.xml()).get('worker1/offline_queue_depth')?.attributes['VAL'] === '1300',
      );
      await eventually('gmetad forgets it', async () => states[(await check('offline_queue_depth')).code] === 'UNKNOWN');
    });

    test('leaves the XML of the whole tree well-formed', async () => {
      expect(metricsOf(await gmetad.ask('/')).has('worker1/plimsoll_collector_last_run')).toBe(true);
      expect(gmetad.daemon.log()).not.toMatch(/XML_ParseBuffer|error/i);
    });
  },
);
