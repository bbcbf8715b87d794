import { chmodSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { Model, ModelHost } from '../../../src/model/model.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { installSwitch, type Switch } from '../../support/nagios-switch.ts';
import { type RunningNagios, startNagios } from '../../support/nagios.ts';
import { sampleCheck, sampleModel } from '../../support/sample-model.ts';
import { describeWith } from '../../support/tools.ts';
import { startWebhook, type Webhook } from '../../support/webhook.ts';

const quick = { everyMs: 1000, retryMs: 1000, attempts: 4, forMs: 3000 };

const host = (id: string, parents: readonly string[] = []): ModelHost => ({
  id,
  address: '192.0.2.1',
  labels: {},
  parents,
  groups: ['all'],
});

/** Names of these fill more than the 128 KiB that Linux allows for one variable of the environment. */
const crowd = Array.from({ length: 3000 }, (_, i) => host(`a-rather-long-name-of-a-host-number-${i}.rack-${i % 40}.example.com`));

describeWith(['nagios4', 'perl', 'curl'], 'hosts of a running Nagios', () => {
  const daemons = useDaemons();
  let webhook: Webhook;
  let turn: Switch;
  let nagios: RunningNagios;

  const model = (): Model => {
    const hosts = [host('leaf', ['router1', 'router2']), host('router1'), host('router2'), host('single'), ...crowd].sort((a, b) =>
      a.id < b.id ? -1 : 1,
    );
    const watched = ['leaf', 'router1', 'single'];
    return sampleModel({
      teams: [{ id: 'backend', name: 'Backend', receivers: { page: { kind: 'webhook', url: `${webhook.url}/page` } }, escalation: [] }],
      hosts,
      groups: [{ id: 'all', members: hosts.map(({ id }) => id) }],
      checks: [
        ...watched.map((id) =>
          sampleCheck(`alive-${id}`, {
            on: [id],
            hosts: [id],
            timing: quick,
            notify: { critical: 'page' },
            subject: { kind: 'command', nagios: turn.argv(`alive-${id}`) },
          }),
        ),
      ],
    });
  };

  /** Turns the answer of a host, and has Nagios look. */
  const turnHost = (id: string, code: 0 | 2): void => {
    turn.set(`host-${id}`, code);
    nagios.command(`SCHEDULE_FORCED_HOST_CHECK;${id};${Math.floor(Date.now() / 1000)}`);
  };

  const heard = (id: string): readonly string[] =>
    webhook
      .received()
      .map(({ body }) => JSON.parse(body) as { host: string; check: string | null; type: string; state: string })
      .filter((one) => one.host === id)
      .map(({ check, type, state }) => `${check ?? 'host'} ${type} ${state}`);

  beforeAll(async () => {
    webhook = await startWebhook();
    const directory = daemons.directory(0o777);
    chmodSync(directory, 0o777);
    turn = installSwitch(directory);
    const [program = '', file = ''] = turn.argv('host-');
    // Hosts answer as the test wants, at once, and only those that are looked at for a service.
    const edit = (path: string, text: string): string => {
      if (path === 'objects/commands.cfg') return text.replace(/command_line .*check_ping .*/, `command_line ${program} ${file}$HOSTNAME$`);
      if (path !== 'objects/hosts.cfg') return text;
      const [head = '', ...objects] = text.split('define host {');
      const paced = objects.map((object) =>
        object.includes('host_name a-rather')
          ? object.replace('active_checks_enabled 1', 'active_checks_enabled 0')
          : object.replace(/max_check_attempts \d+/, 'max_check_attempts 1').replace(/ check_interval \d+/, ' check_interval 1'),
      );
      return [head, ...paced].join('define host {');
    };
    nagios = await startNagios(daemons, model(), { options: { hostCheck: 'ping' }, edit });
    await nagios.until('leaf', 'alive-leaf', '0 hard', 60_000);
  }, 120_000);

  test('a service that fails is told even where a group has thousands of members', async () => {
    turn.set('alive-single', 2);
    await eventually('it is told', () => heard('single').length > 0, 45_000);
    expect(heard('single')).toEqual(['alive-single PROBLEM CRITICAL']);
    const [message] = webhook.received().map(({ body }) => JSON.parse(body) as { measured: string });
    expect(message?.measured).toBe('told to give 2');
  }, 60_000);

  test('a host that is down is told, and its services are not', async () => {
    turnHost('router1', 2);
    turn.set('alive-router1', 2);
    await eventually('the host is told', () => heard('router1').includes('host PROBLEM DOWN'), 60_000);
    await nagios.until('router1', 'alive-router1', '2 hard');
    expect(heard('router1')).toEqual(['host PROBLEM DOWN']);
  }, 90_000);

  test('while any of its parents is down, nobody is told of a host or of what is on it', async () => {
    turn.set('alive-leaf', 2);
    await nagios.until('leaf', 'alive-leaf', '2 hard');
    turnHost('leaf', 2);
    await eventually('the host is known to be down', () => nagios.host('leaf')?.['current_state'] !== '0', 60_000);
    expect(heard('leaf')).toEqual([]);
    expect(nagios.service('leaf', 'alive-leaf')).toMatchObject({ current_notification_number: '0' });
    turnHost('leaf', 0);
    turnHost('router1', 0);
    turn.set('alive-router1', 0);
    await eventually('the parent is up again, and what lasts is told', () => heard('leaf').includes('alive-leaf PROBLEM CRITICAL'), 60_000);
    expect(heard('router1')).toContain('host RECOVERY UP');
  }, 200_000);
});
