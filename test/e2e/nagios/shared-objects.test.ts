import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Model } from '../../../src/model/model.ts';
import { run } from '../../support/collector.ts';
import { useDaemons } from '../../support/daemon.ts';
import { variedModel } from '../../support/nagios-model.ts';
import { onEachHost, type ReadObject, readObjects } from '../../support/nagios-reader.ts';
import { installNagios, type NagiosOptions } from '../../support/nagios.ts';
import { sampleCheck } from '../../support/sample-model.ts';
import { describeWith, tool } from '../../support/tools.ts';

const printed = ({ type, values }: ReadObject): string => {
  const lines = Object.entries(values).map(([name, value]) => `  ${name} ${value.replaceAll(';', '\\;')}`);
  return `define ${type} {\n${lines.join('\n')}\n}\n`;
};

const namesHosts = /^objects\/(?:services|escalations|dependencies|poller)\/|^objects\/host-dependencies/;

/** The same configuration with an object of its own for every host. */
const writtenOut: NonNullable<NagiosOptions['edit']> = (path, text) =>
  namesHosts.test(path) ? onEachHost(readObjects(text)).map(printed).join('\n') : text;

const objectsIn = (cache: string): readonly string[] => cache.split('\n\n').filter((text) => text.startsWith('define '));

/** The value of a directive of an object in the cache. */
const valueOf = (object: string, name: string): string => new RegExp(`^\\t${name}\\t(.*)$`, 'm').exec(object)?.[1] ?? '';

describeWith(['nagios4'], 'an object that hosts share, read by the real Nagios', () => {
  const daemons = useDaemons();

  /** Every object as Nagios has it after reading the files, one for each host. */
  const resolved = async (model: Model, options: NagiosOptions = {}): Promise<readonly string[]> => {
    const { directory, state } = installNagios(daemons, model, options);
    const { code, stdout } = await run([tool('nagios4'), '-vp', join(directory, 'nagios.cfg')]);
    expect([code, stdout.match(/^(?:Error|Warning).*$/gm)]).toEqual([0, null]);
    return objectsIn(readFileSync(join(state, 'objects.precache'), 'utf8').replaceAll(directory, '/srv/nagios'));
  };

  const base = variedModel();
  const [worker1, worker2] = base.hosts;
  const router = { id: 'router', address: '192.0.2.9', labels: {}, parents: [], groups: [] };
  const parents = ['router', 'worker1'];
  const critical = { critical: 'page' } as const;
  const argv = { kind: 'command', nagios: ['check_dummy', '0'] } as const;
  const model: Model = {
    ...base,
    hosts: [router, ...(worker1 && worker2 ? [worker1, { ...worker2, parents }] : [])],
    checks: [
      ...base.checks,
      sampleCheck('x-on-one', { hosts: ['worker2'], notify: critical, subject: argv }),
      sampleCheck('x-whole', { hosts: [], on: [], notify: critical, subject: { kind: 'heartbeat', withinMs: 60_000 } }),
      // Of its causes one is on both hosts, one on one of them, one on the estate, one on a group.
      sampleCheck('y', { dependsOn: ['alive', 'enough-alive', 'x-on-one', 'x-whole'], subject: argv }),
    ],
  };

  test.each([
    ['services that ask for themselves', {}],
    ['services that are handed in', { metricResults: 'poller', gmetad: {}, poller: { owner: 'backend' } }],
  ])('is the same as one on each host: %s', async (_, options) => {
    const shared = await resolved(model, { options: { hostCheck: 'ping', ...options } });
    const apart = await resolved(model, { options: { hostCheck: 'ping', ...options }, edit: writtenOut });
    expect(shared.toSorted()).toEqual(apart.toSorted());
    for (const type of ['service', 'serviceescalation', 'servicedependency', 'hostdependency'])
      expect(shared.filter((text) => text.startsWith(`define ${type} `)).length, type).toBeGreaterThan(1);
    const causes = shared
      .filter((text) => text.startsWith('define servicedependency ') && valueOf(text, 'dependent_service_description') === 'y')
      .map((text) => `${valueOf(text, 'host_name')}/${valueOf(text, 'service_description')} ${valueOf(text, 'dependent_host_name')}`);
    expect(causes.filter((cause) => !cause.includes('poller')).toSorted()).toEqual([
      'estate_sample/x-whole worker1',
      'estate_sample/x-whole worker2',
      'group_offline-workers/enough-alive worker1',
      'group_offline-workers/enough-alive worker2',
      'worker1/alive worker1',
      'worker2/alive worker2',
      'worker2/x-on-one worker2',
    ]);
  });

  test('is complete with five thousand hosts of long names on one line', async () => {
    const hosts = Array.from({ length: 5000 }, (_, i) => `host${i}.${'a-rather-long-name.'.repeat(9)}example.com`).toSorted();
    const many: Model = {
      ...base,
      hosts: hosts.map((id) => ({ id, address: '192.0.2.1', labels: {}, parents: [], groups: [] })),
      groups: [],
      checks: [
        sampleCheck('alive', { hosts, on: [], notify: critical, subject: argv }),
        sampleCheck('queue', { hosts, on: [], dependsOn: ['alive'], subject: argv }),
      ],
    };
    const objects = await resolved(many);
    const pairs = (type: string, ...names: readonly string[]) =>
      objects.filter((text) => text.startsWith(`define ${type} `)).map((text) => names.map((name) => valueOf(text, name)).join(' '));
    const each = (...checks: readonly string[]) => hosts.flatMap((host) => checks.map((check) => `${host} ${check}`)).toSorted();
    expect(pairs('service', 'host_name', 'service_description').toSorted()).toEqual(each('alive', 'queue'));
    // Two stages each.
    expect(pairs('serviceescalation', 'host_name', 'service_description').toSorted()).toEqual(each('alive', 'alive', 'queue', 'queue'));
    const both = ['host_name', 'service_description', 'dependent_host_name', 'dependent_service_description'];
    expect(pairs('servicedependency', ...both).toSorted()).toEqual(hosts.map((host) => `${host} alive ${host} queue`));
  }, 120_000);
});
