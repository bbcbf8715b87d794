import { beforeAll, expect, test } from 'vitest';
import { type CollectorHost, installCollector } from '../../support/collector.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { metricsOf } from '../../support/ganglia-xml.ts';
import { type Gmond, startGmond } from '../../support/gmond.ts';
import { freePort } from '../../support/ports.ts';
import { sampleMetric, sampleModel } from '../../support/sample-model.ts';
import { describeWith } from '../../support/tools.ts';

const files = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];
const perFile = 1000;
const ids = files.flatMap((file) => Array.from({ length: perFile }, (_, i) => ({ file, id: `${file}_requests_${i}` })));
const model = sampleModel({ metrics: ids.map(({ file, id }) => sampleMetric(id, { source: { dropFile: file } })) });

const dropAll = (host: CollectorHost, round: number): void => {
  for (const file of files) {
    const lines = ids.flatMap(({ file: home, id }, i) => (home === file ? [`${id} ${round}${i}\n`] : []));
    host.drop(`${file}.drop`, lines.join(''));
  }
};

describeWith(['gmond', 'perl', 'flock', 'setpriv'], 'five thousand metrics of one host', () => {
  const daemons = useDaemons();
  let gmonds: readonly [Gmond, Gmond];
  let host: CollectorHost;

  const values = async (gmond: Gmond): Promise<ReadonlyMap<string, string>> =>
    new Map([...metricsOf(await gmond.xml())].map(([key, { attributes }]) => [key.replace('worker1/', ''), attributes['VAL'] ?? '']));

  const expectWhole = async (gmond: Gmond, round: number): Promise<void> => {
    await eventually('the last metric of the run arrives', async () => (await values(gmond)).has('plimsoll_collector_last_run'));
    const arrived = await values(gmond);
    expect(ids.filter(({ id }, i) => arrived.get(id) !== `${round}${i}`)).toEqual([]);
    expect(arrived.get('plimsoll_collector_metrics_sent')).toBe(String(ids.length));
    expect(arrived.get('plimsoll_collector_send_failures')).toBe('0');
  };

  beforeAll(async () => {
    gmonds = [await startGmond(daemons), await startGmond(daemons)];
    const send = gmonds.map(({ port }) => ({ host: '127.0.0.1', port }));
    host = installCollector(daemons, model, { sender: 'udp', send, gmondConfig: gmonds[0].config, metricsPerSecond: 2000 });
  });

  test('arrive whole at two gmonds with the socket buffer that the system gives them', async () => {
    dropAll(host, 1);
    const started = Date.now();
    expect(await host.cron()).toEqual({ code: 0, stdout: '', stderr: '' });
    // Paced: two thousand a second take two and a half seconds, however fast the machine is.
    expect(Date.now() - started).toBeGreaterThan(2000);
    for (const gmond of gmonds) await expectWhole(gmond, 1);
  });

  test('count as not sent when one of the two does not listen, and the other has them all', async () => {
    const send = [
      { host: '127.0.0.1', port: gmonds[0].port },
      { host: '127.0.0.1', port: await freePort() },
    ];
    const other = installCollector(daemons, model, { sender: 'udp', send, gmondConfig: gmonds[0].config, metricsPerSecond: 5000 });
    other.drop('alpha.drop', 'alpha_requests_1 77\nalpha_requests_2 78\n');
    const ran = await other.collect();
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/does not take datagrams: Connection refused[^]*values not sent: 2/);
    await eventually('the values arrive', async () => (await values(gmonds[0])).get('alpha_requests_2') === '78');
    expect((await values(gmonds[0])).get('alpha_requests_1')).toBe('77');
  });

  test('are all counted as not sent when the name of the receiver is unknown', async () => {
    const send = [{ host: 'gmond.invalid' }];
    const lost = installCollector(daemons, model, { sender: 'udp', send });
    lost.drop('alpha.drop', 'alpha_requests_1 77\nalpha_requests_2 78\n');
    const ran = await lost.collect();
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/plimsoll-send failed with status 1\n.*gmond.invalid cannot be resolved[^]*values not sent: 2/);
  });
});
