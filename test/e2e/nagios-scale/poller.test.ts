import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { nagios as nagiosEmitter } from '../../../src/emitters/nagios/emitter.ts';
import type { Check } from '../../../src/model/model.ts';
import { run } from '../../support/collector.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { emitAll } from '../../support/emit.ts';
import { gmondXml, type SourceHosts, startGangliaSource } from '../../support/ganglia-source.ts';
import { startGmetad } from '../../support/gmetad.ts';
import { installPoller, type PlacedPoller } from '../../support/nagios-poller.ts';
import { expandMacros, readObjects, splitCommand } from '../../support/nagios-reader.ts';
import type { RunningNagios, Status } from '../../support/nagios.ts';
import { bound, sampleCheck, sampleMetric, sampleModel, unit } from '../../support/sample-model.ts';
import { describeWith } from '../../support/tools.ts';

const hosts = ['worker1', 'worker2', 'worker3'];
const threshold = (id: string, metric: string, more: Partial<Check> = {}): Check =>
  sampleCheck(id, {
    hosts,
    subject: {
      kind: 'threshold',
      threshold: id,
      metric,
      variants: [
        { hosts: ['worker1', 'worker2'], limits: [{ form: 'above', warning: bound('10'), critical: bound('20'), clear: bound('5') }] },
        { hosts: ['worker3'], limits: [{ form: 'outside', critical: { low: bound('-1'), high: bound('1') } }] },
      ],
    },
    timing: { everyMs: 1000, retryMs: 1000, attempts: 3, forMs: 2000 },
    ...more,
  });

const model = sampleModel({
  hosts: hosts.map((id, i) => ({ id, address: `192.0.2.${i + 1}`, labels: {}, parents: [], groups: [] })),
  groups: [],
  metrics: [sampleMetric('depth'), sampleMetric('note'), sampleMetric('spare', { source: { ganglia: 'spare_metric' } })],
  checks: [
    sampleCheck('beat', { on: hosts, hosts, subject: { kind: 'heartbeat', metric: 'depth', withinMs: 60_000 } }),
    threshold('depth', 'depth', { on: hosts }),
    threshold('note', 'note', { on: hosts }),
    sampleCheck('own-load', {
      on: hosts,
      hosts,
      subject: {
        kind: 'probe',
        probe: 'ganglia-metric',
        fields: { metric: 'load_one' },
        thresholds: [
          {
            measure: 'value',
            threshold: 'load',
            unit: unit('count'),
            variants: [{ hosts, limits: [{ form: 'atLeast', warning: bound('2') }] }],
          },
        ],
      },
    }),
    threshold('spare', 'spare', { on: hosts, timing: { everyMs: 1000, retryMs: 1000, attempts: 1, forMs: 0 } }),
  ],
});

const first: SourceHosts = {
  worker1: { load_one: 2, depth: 25, note: { value: '"; $(touch /x) `id` | <b>& \\', type: 'string' }, spare_metric: '1e1' },
  worker2: { depth: { value: '25', age: 301 }, note: 'NaN', spare_metric: 'inf' },
  worker3: { depth: 0.5, note: { value: 'x&#10;</METRIC>', type: 'string' } },
};

/** What depends on the moment of the question. */
const timeless = (text: string): string => text.replaceAll(/\d+ s ago/g, 'N s ago').replaceAll(/'age'=\d+s/g, "'age'=Ns");

/** What the plugin of each service says, run as the daemon would run it. */
const pluginSays = async (program: string, gmetadPort: number, previous: string): Promise<ReadonlyMap<string, string>> => {
  const targets = { nagios: { gmetad: { host: '127.0.0.1', port: gmetadPort }, libraryDirectory: program.replace(/\/[^/]*$/, '') } };
  const emitted = emitAll(nagiosEmitter, { ...model, targets });
  const objects = [
    ...readObjects(emitted.text('objects/commands/backend.cfg')),
    ...readObjects(emitted.text('objects/services/backend.cfg')),
  ];
  const lines = new Map(
    objects.filter(({ type }) => type === 'command').map(({ values }) => [values['command_name'], values['command_line']]),
  );
  const said = new Map<string, string>();
  for (const { type, values } of objects) {
    if (type !== 'service') continue;
    const line = expandMacros(lines.get(values['check_command']) ?? '', { HOSTNAME: values['host_name'] ?? '', SERVICESTATEID: previous });
    const { code, stdout } = await run(splitCommand(line) ?? []);
    said.set(`${values['host_name']}/${values['service_description']}`, `${code} ${timeless(stdout.trimEnd())}`);
  }
  return said;
};

const shown = ({ current_state: state, plugin_output: output, performance_data: data }: Status): string =>
  `${state} ${timeless(output ?? '')}${data === '' ? '' : `|${timeless(data ?? '')}`}`;

/** One round, taken in by the daemon and written to status.dat. */
const round = async (poller: PlacedPoller, running: RunningNagios): Promise<void> => {
  const before = running.service('estate_sample', 'plimsoll_poller')?.['performance_data'];
  // `last_run` has whole seconds, and tells this round from the one before.
  await sleep(1000);
  await poller.poll();
  await eventually('the round is read', () => poller.unread().length === 0);
  await eventually(
    'the round is in status.dat',
    () => running.service('estate_sample', 'plimsoll_poller')?.['performance_data'] !== before,
  );
};

describeWith(['nagios4', 'gmetad', 'perl'], 'the poller between a real gmetad and a real Nagios', () => {
  const daemons = useDaemons();

  test('says what the plugin of each service would, counts looks, holds and clears', async () => {
    const source = await startGangliaSource();
    const gmetad = await startGmetad(daemons, [source], ['write_rrds off']);
    const serve = async (given: SourceHosts) => {
      source.serve(given);
      await eventually('gmetad has read it twice', () => source.reads() >= 2);
    };
    await serve(first);
    const poller = installPoller(daemons, model, { poller: { port: gmetad.xmlPort, every: '1s' } });
    const running = await poller.start();
    await round(poller, running);
    const all = hosts.flatMap((host) => ['beat', 'depth', 'note', 'own-load', 'spare'].map((check): [string, string] => [host, check]));
    const says = () => new Map(all.map(([host, check]) => [`${host}/${check}`, shown(running.service(host, check) ?? {})]));
    const plugin = await pluginSays(poller.program, gmetad.interactivePort, '0');
    expect(says()).toEqual(plugin);
    expect(says().get('worker1/depth')).toBe("2 CRITICAL: depth on worker1 is 25 tasks, critical above 20|'depth'=25;~:10;~:20");
    expect(says().get('worker2/depth')).toBe('3 UNKNOWN: depth on worker2 was last heard N s ago, more than 300 s');
    expect(says().get('worker3/spare')).toBe('3 UNKNOWN: spare_metric on worker3 is not known to gmetad');
    expect(says().get('worker2/spare')).toMatch(/^2 CRITICAL: spare on worker2 is inf tasks/);

    const depth = (host = 'worker1') => running.service(host, 'depth') ?? {};
    expect(depth()).toMatchObject({
      current_attempt: '1',
      max_attempts: '3',
      state_type: '0',
      check_type: '1',
      active_checks_enabled: '0',
    });
    expect(running.service('worker1', 'spare')).toMatchObject({ state_type: '1', current_state: '0' });
    expect(running.service('worker2', 'spare')).toMatchObject({ state_type: '1', current_state: '2' });
    await round(poller, running);
    expect(depth()).toMatchObject({ current_attempt: '2', state_type: '0', current_state: '2' });
    await round(poller, running);
    expect(depth()).toMatchObject({ current_attempt: '3', state_type: '1', current_state: '2' });

    await serve({ ...first, worker1: { depth: 7 } });
    await round(poller, running);
    expect(shown(depth())).toBe("1 WARNING: depth on worker1 is 7 tasks, held until it clears: still above 5|'depth'=7;~:10;~:20");
    expect(shown(depth())).toBe((await pluginSays(poller.program, gmetad.interactivePort, '2')).get('worker1/depth'));
    await serve({ ...first, worker1: { depth: 5 } });
    await round(poller, running);
    expect(depth()).toMatchObject({ current_state: '0', state_type: '1' });
    await serve({ ...first, worker1: { depth: 7 } });
    await round(poller, running);
    expect(depth()).toMatchObject({ current_state: '0' });

    // A source that is not to be trusted can write whole lines into gmetad's answer, but not take the true ones away.
    const lines = [
      'x" TN="0">',
      '</METRIC>',
      '</HOST>',
      '<HOST NAME="worker1" IP="">',
      '<METRIC NAME="depth" VAL="1" TN="0">',
      '</METRIC>',
      '</HOST>',
      '<HOST NAME="y">',
      '<METRIC NAME="z" VAL="',
    ];
    const forged = lines.map((line) => line.replaceAll('<', '&lt;').replaceAll('"', '&quot;')).join('&#10;');
    source.serveText(
      gmondXml(source.cluster, { worker0: { note: 'NOTE' }, worker1: { depth: 25 }, worker2: { depth: 25 } }).replace('NOTE', forged),
    );
    await eventually('gmetad has read it twice', () => source.reads() >= 2);
    expect((await gmetad.ask('/')).toString()).toContain('\n<METRIC NAME="depth" VAL="1" TN="0">');
    await round(poller, running);
    expect(shown(depth())).toBe('3 UNKNOWN: gmetad has depth on worker1 twice');
    expect(depth('worker2')).toMatchObject({ current_state: '2' });

    expect(running.daemon.isRunning()).toBe(true);
    expect(running.log()).not.toMatch(/Error|Warning|PASSIVE SERVICE CHECK/);
  }, 90_000);

  test('is missed when it is silent: its own service first, then every service, whose teams are not told', async () => {
    const source = await startGangliaSource();
    const gmetad = await startGmetad(daemons, [source], ['write_rrds off']);
    source.serve({ worker1: { depth: 1 }, worker2: { depth: 1 }, worker3: { depth: 1 } });
    const quick = threshold('depth', 'depth', { on: hosts, timing: { everyMs: 1000, retryMs: 1000, attempts: 1, forMs: 0 } });
    const edit = (path: string, text: string): string =>
      text
        .replace(/^ {2}freshness_threshold .*$/gm, `  freshness_threshold ${path === 'objects/poller.cfg' ? '3' : '6'}`)
        .replace(/^service_freshness_check_interval=.*$/m, 'service_freshness_check_interval=1');
    const poller = installPoller(
      daemons,
      { ...model, checks: [quick] },
      { poller: { port: gmetad.xmlPort, every: '1s', owner: 'backend' }, edit },
    );
    await eventually('gmetad has read it', () => source.reads() >= 2);
    const running = await poller.start();
    const loop = () => daemons.start({ name: 'poller', argv: poller.asUser([poller.program, '--every', '1']), ready: () => true });
    const looping = await loop();
    await running.until('worker1', 'depth', '0 hard');
    const seen = (await running.until('estate_sample', 'plimsoll_poller', '0'))['last_check'];
    await eventually('the next rounds come', () => running.service('estate_sample', 'plimsoll_poller')?.['last_check'] !== seen);
    await looping.stop();
    await running.until('estate_sample', 'plimsoll_poller', '2 hard');
    expect(running.service('estate_sample', 'plimsoll_poller')?.['plugin_output']).toMatch(
      /^CRITICAL: plimsoll-poll-metrics has not run for/,
    );
    for (const host of hosts) {
      const { plugin_output: output } = await running.until(host, 'depth', '3 hard');
      expect(output).toMatch(/^UNKNOWN: plimsoll-poll-metrics has handed in nothing for/);
    }
    expect(running.log()).toContain('SERVICE NOTIFICATION: backend-page;estate_sample;plimsoll_poller;CRITICAL');
    expect(running.log()).not.toContain('SERVICE NOTIFICATION: backend-page;worker');

    const again = await loop();
    await running.until('estate_sample', 'plimsoll_poller', '0 hard');
    await running.until('worker1', 'depth', '0 hard');
    await gmetad.daemon.stop();
    expect((await running.until('worker1', 'depth', '3 hard'))['plugin_output']).toMatch(/^UNKNOWN: no connection to 127\.0\.0\.1:/);
    expect((await running.until('estate_sample', 'plimsoll_poller', '2 hard'))['plugin_output']).toMatch(
      /^CRITICAL: 3 services handed in, 3 of them unknown/,
    );
    await again.stop();
    expect(await poller.poll()).toMatchObject({ code: 1 });
    expect(running.log()).not.toContain('SERVICE NOTIFICATION: backend-page;worker');
  }, 120_000);
});
