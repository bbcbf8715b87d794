import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Check } from '../../../src/model/model.ts';
import { run } from '../../support/collector.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { type SourceMetric, startGangliaSource } from '../../support/ganglia-source.ts';
import { startGmetad } from '../../support/gmetad.ts';
import { installPoller } from '../../support/nagios-poller.ts';
import { bound, sampleCheck, sampleMetric, sampleModel } from '../../support/sample-model.ts';
import { describeWith, tool } from '../../support/tools.ts';

const hosts = Array.from({ length: 1000 }, (_, i) => `host${String(i).padStart(4, '0')}`);
const metrics = Array.from({ length: 10 }, (_, i) => `metric_${i}`);
const limits = [{ form: 'above', warning: bound('10'), critical: bound('20'), clear: bound('5') }] as const;

const checkOn = (metric: string): Check =>
  sampleCheck(metric.replace('_', '-'), {
    on: ['all'],
    hosts,
    subject: { kind: 'threshold', threshold: metric, metric, variants: [{ hosts, limits }] },
  });

const model = sampleModel({
  hosts: hosts.map((id, i) => ({ id, address: `10.1.${i >> 8}.${i & 255}`, labels: {}, parents: [], groups: ['all'] })),
  groups: [{ id: 'all', members: hosts }],
  metrics: metrics.map((metric) => sampleMetric(metric)),
  checks: metrics.map(checkOn),
});

/** What is measured, and the state it must give; `undefined` for a metric that is not there. */
const cases: readonly (readonly [SourceMetric | undefined, '0' | '1' | '2' | '3'])[] = [
  [{ value: '1' }, '0'],
  [{ value: '10' }, '0'],
  [{ value: '10.000000001' }, '1'],
  [{ value: '2e1' }, '1'],
  [{ value: '21' }, '2'],
  [{ value: 'inf' }, '2'],
  [{ value: 'nan' }, '3'],
  [{ value: '21', age: 400 }, '3'],
  [{ value: 'text; $(id)', type: 'string' }, '3'],
  [undefined, '3'],
  [{ value: '-3' }, '0'],
];
const caseOf = (host: number, metric: number) => cases[(host * 3 + metric) % cases.length] ?? [undefined, '3'];

const served = Object.fromEntries(
  hosts.map((host, h) => [
    host,
    Object.fromEntries(metrics.flatMap((metric, m) => (caseOf(h, m)[0] === undefined ? [] : [[metric, caseOf(h, m)[0] ?? 0]]))),
  ]),
);

const wanted = new Map(hosts.flatMap((host, h) => metrics.map((metric, m) => [`${host}/${metric.replace('_', '-')}`, caseOf(h, m)[1]])));

/** Every service that has been checked, with its state. */
const statesIn = (status: string): ReadonlyMap<string, string> => {
  const block =
    /servicestatus \{\n\thost_name=(.*)\n\tservice_description=(.*)\n(?:\t.*\n)*?\thas_been_checked=1\n(?:\t.*\n)*?\tcurrent_state=(\d)\n/g;
  return new Map([...status.matchAll(block)].map(([, host, service, state = '']) => [`${host}/${service}`, state]));
};

const tally = (states: Iterable<string>): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const state of states) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};

describeWith(['nagios4', 'gmetad', 'perl'], 'ten thousand services of a real Nagios', () => {
  const daemons = useDaemons();

  test('are all checked, each with its own state, by one round of the poller', async () => {
    const source = await startGangliaSource();
    source.serve(served);
    const gmetad = await startGmetad(daemons, [source], ['write_rrds off']);
    const poller = installPoller(daemons, model, { poller: { port: gmetad.xmlPort, every: '1m', owner: 'backend' } });
    const verified = await run([tool('nagios4'), '-v', join(poller.directory, 'nagios.cfg')], { cwd: poller.directory });
    expect([verified.code, verified.stdout.match(/^(?:Error|Warning).*$/gm)]).toEqual([0, null]);
    expect(verified.stdout).toContain('Checked 10001 services.');

    const running = await poller.start();
    await eventually('gmetad has read it', () => source.reads() >= 2);
    expect(await poller.poll()).toEqual({ code: 0, stdout: '', stderr: '' });
    const status = () => readFileSync(join(poller.state, 'status.dat'), 'utf8');
    const states = await eventually(
      'Nagios has taken every result',
      () => {
        const found = statesIn(status());
        return found.size === 10_001 && found;
      },
      60_000,
    );
    expect(tally(states.values())).toEqual(tally([...wanted.values(), '0']));
    const wrong = [...wanted].filter(([service, state]) => states.get(service) !== state);
    expect(wrong).toEqual([]);
    expect(poller.unread()).toEqual([]);
    const [own] = /10000 services handed in, \d+ of them unknown/.exec(status()) ?? [];
    expect(own).toBe(`10000 services handed in, ${tally(wanted.values())['3']} of them unknown`);
    expect(running.log()).not.toMatch(/Error|Warning|PASSIVE/);
  }, 120_000);
});
