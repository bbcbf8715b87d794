import { beforeAll, expect, test } from 'vitest';
import type { Check, Model } from '../../../src/model/model.ts';
import { type CollectorHost, installCollector } from '../../support/collector.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { startGmetad } from '../../support/gmetad.ts';
import { startGmond } from '../../support/gmond.ts';
import { type InstalledNagios, installNagios, type RunningNagios } from '../../support/nagios.ts';
import { bound, sampleCheck, sampleModel } from '../../support/sample-model.ts';
import { describeWith } from '../../support/tools.ts';
import { startWebhook, type Webhook } from '../../support/webhook.ts';

const onWorker1 = { on: ['worker1'], hosts: ['worker1'] } as const;
const everySecond = (attempts: number) => ({ everyMs: 1000, retryMs: 1000, attempts, forMs: (attempts - 1) * 1000 });

const queue = (id: string, more: Partial<Check> = {}): Check =>
  sampleCheck(id, {
    ...onWorker1,
    notify: { critical: 'page' },
    timing: everySecond(3),
    subject: {
      kind: 'threshold',
      threshold: 'offline-queue-depth',
      metric: 'offline_queue_depth',
      variants: [{ hosts: ['worker1'], limits: [{ form: 'above', warning: bound('100'), critical: bound('1000'), clear: bound('50') }] }],
    },
    ...more,
  });

const receiver = (webhook: Webhook, path: string) => ({ kind: 'webhook' as const, url: `${webhook.url}/${path}` });

const modelFor = (webhook: Webhook): Model =>
  sampleModel({
    teams: [
      {
        id: 'backend',
        name: 'Backend',
        receivers: { page: receiver(webhook, 'backend-page'), chat: receiver(webhook, 'backend-chat') },
        escalation: [
          { afterMs: 2000, team: 'backend', urgency: 'chat' },
          { afterMs: 4000, team: 'ops', urgency: 'page' },
        ],
      },
      { id: 'ops', name: 'Operations', receivers: { page: receiver(webhook, 'ops-page') }, escalation: [] },
    ],
    checks: [
      queue('queue'),
      queue('queue-dark', { stage: 'dark', timing: everySecond(1) }),
      // Twice as patient, so that the one it depends on is known to be critical first.
      queue('queue-dependent', { dependsOn: ['queue'], timing: everySecond(6) }),
    ],
  });

describeWith(['nagios4', 'gmond', 'gmetad', 'gmetric', 'flock', 'setpriv', 'curl'], 'from a dropped file to a message', () => {
  const daemons = useDaemons();
  let webhook: Webhook;
  let host: CollectorHost;
  let installed: InstalledNagios;
  let nagios: RunningNagios;

  /** An application writes its file, and cron's minute comes round. */
  const drop = async (value: number): Promise<void> => {
    host.drop('offline-tasks.drop', `offline_queue_depth ${value}\n`);
    expect(await host.cron()).toEqual({ code: 0, stdout: '', stderr: '' });
  };

  const heard = (path: string): readonly Record<string, unknown>[] =>
    webhook
      .received()
      .filter((one) => one.path === `/${path}`)
      .map(({ body }) => JSON.parse(body) as Record<string, unknown>);

  const shows = (value: number): Promise<unknown> =>
    eventually(
      `Nagios has seen ${value}`,
      () => nagios.service('worker1', 'queue')?.['plugin_output']?.includes(` is ${value} tasks`),
      30_000,
    );

  beforeAll(async () => {
    webhook = await startWebhook();
    const gmond = await startGmond(daemons);
    const model = modelFor(webhook);
    host = installCollector(daemons, model, { gmondConfig: gmond.config });
    const gmetad = await startGmetad(daemons, [gmond]);
    await drop(10);
    await eventually('gmetad has the metric', async () => (await gmetad.ask('/')).includes('offline_queue_depth'));
    installed = installNagios(daemons, model, { options: { gmetad: { host: '127.0.0.1', port: gmetad.interactivePort } } });
    nagios = await installed.start();
  }, 60_000);

  test('a value that moves goes through every state and tells whom it should, and nobody else', async () => {
    await nagios.until('worker1', 'queue', '0 hard');

    await drop(5000);
    await nagios.until('worker1', 'queue', '2 hard');
    const history = () => nagios.log().match(/SERVICE ALERT: worker1;queue;.*/g) ?? [];
    const output = 'CRITICAL: offline_queue_depth on worker1 is 5000 tasks, critical above 1000';
    expect(history()).toEqual([
      `SERVICE ALERT: worker1;queue;CRITICAL;SOFT;1;${output}`,
      `SERVICE ALERT: worker1;queue;CRITICAL;SOFT;2;${output}`,
      `SERVICE ALERT: worker1;queue;CRITICAL;HARD;3;${output}`,
    ]);
    await eventually('the team is told', () => heard('backend-page').length > 0);
    expect(heard('backend-page')[0]).toMatchObject({
      version: 1,
      type: 'PROBLEM',
      state: 'CRITICAL',
      host: 'worker1',
      check: 'queue',
      measured: output,
      limits: 'Offline queue depth: warning above 100 tasks, critical above 1000 tasks, held until no longer above 50 tasks, for 2s',
      why: 'Users see missing thumbnails within an hour of a stalled queue.',
      runbook: 'https://runbooks.example.com/offline-queue',
      owner: 'backend',
      team: 'Backend',
      number: 1,
    });

    await eventually('the other team is told', () => heard('ops-page').length > 0);
    const [escalated] = heard('ops-page');
    expect(escalated).toMatchObject({ type: 'PROBLEM', number: 3, check: 'queue', owner: 'backend' });
    const numbers = (path: string) => heard(path).map(({ number }) => Number(number));
    await eventually('all are told the third time', () => numbers('backend-page').length === 3 && numbers('backend-chat').length === 2);
    expect([numbers('backend-page').toSorted((a, b) => a - b), numbers('backend-chat').toSorted((a, b) => a - b)]).toEqual([
      [1, 2, 3],
      [2, 3],
    ]);

    await nagios.until('worker1', 'queue-dark', '2 hard');
    await nagios.until('worker1', 'queue-dependent', '2 hard');
    await drop(70);
    await shows(70);
    expect(await nagios.until('worker1', 'queue', '1 hard')).toMatchObject({
      plugin_output: 'WARNING: offline_queue_depth on worker1 is 70 tasks, held until it clears: still above 50',
    });
    await nagios.daemon.stop();
    nagios = await installed.start();
    const looked = () => Number(nagios.service('worker1', 'queue')?.['last_check'] ?? 0);
    const before = looked();
    await eventually('it is looked at again after a restart', () => looked() > before + 1);
    expect(await nagios.until('worker1', 'queue', '1 hard')).toMatchObject({
      plugin_output: expect.stringContaining('held until') as string,
    });

    await drop(40);
    await nagios.until('worker1', 'queue', '0 hard');
    await nagios.until('worker1', 'queue-dependent', '0');
    for (const path of ['backend-page', 'backend-chat', 'ops-page']) {
      const last = await eventually(`${path} hears of the end`, () => heard(path).find(({ type }) => type === 'RECOVERY'));
      expect(last).toMatchObject({ state: 'OK', measured: 'OK: offline_queue_depth on worker1 is 40 tasks' });
    }
    expect(history().at(-1)).toContain('queue;OK;HARD');
    expect(nagios.log()).toContain('SERVICE ALERT: worker1;queue-dark;CRITICAL;HARD;1;');
    expect(nagios.log()).toContain('SERVICE ALERT: worker1;queue-dependent;CRITICAL;HARD;6;');
    expect([...new Set(webhook.received().map(({ body }) => (JSON.parse(body) as { check: unknown }).check))]).toEqual(['queue']);
    expect(nagios.service('worker1', 'queue-dark')).toMatchObject({ notifications_enabled: '0', current_notification_number: '0' });
  }, 150_000);
});
