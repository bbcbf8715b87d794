import { chmodSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { Check, Model } from '../../../src/model/model.ts';
import { type MinuteRange, type Schedule, weekdays } from '../../../src/model/schedule.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { installSwitch, type Switch } from '../../support/nagios-switch.ts';
import { type InstalledNagios, installNagios, type RunningNagios } from '../../support/nagios.ts';
import { sampleCheck, sampleModel } from '../../support/sample-model.ts';
import { describeWith } from '../../support/tools.ts';
import { startWebhook, type Webhook } from '../../support/webhook.ts';

const quick = { everyMs: 1000, retryMs: 1000, attempts: 1, forMs: 0 };
const zone = 'Asia/Tokyo';

/** Minutes since midnight where the schedules are. */
const minuteThere = (): number => {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts();
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return part('hour') * 60 + part('minute');
};

/** Hours of every day, split at midnight as the compiler does. */
const hours = (from: number, to: number): readonly MinuteRange[] => {
  const [start, end] = [(from + 1440) % 1440, (to + 1440) % 1440];
  return start < end
    ? [{ from: start, to: end }]
    : [
        { from: 0, to: end },
        { from: start, to: 1440 },
      ];
};

const schedule = (id: string, ranges: readonly MinuteRange[]): Schedule => ({
  id,
  why: 'When people are in.',
  zone,
  rules: [{ days: weekdays, ranges }],
  exceptions: [],
});

describeWith(['nagios4', 'perl', 'curl'], 'what Nagios does with a check', () => {
  const daemons = useDaemons();
  let webhook: Webhook;
  let turn: Switch;
  let installed: InstalledNagios;
  let nagios: RunningNagios;

  const check = (id: string, more: Partial<Check> = {}): Check =>
    sampleCheck(id, {
      on: ['worker1'],
      hosts: ['worker1'],
      timing: quick,
      notify: { critical: 'page' },
      subject: { kind: 'command', nagios: turn.argv(id) },
      ...more,
    });

  const model = (): Model => {
    const now = minuteThere();
    return sampleModel({
      teams: [
        {
          id: 'backend',
          name: 'Backend',
          receivers: {
            page: { kind: 'webhook', url: `${webhook.url}/page` },
            ticket: { kind: 'webhook', url: `${webhook.url}/ticket` },
          },
          escalation: [],
        },
      ],
      schedules: [schedule('now', hours(now - 60, now + 120)), schedule('other-hours', hours(now + 120, now - 60))],
      checks: [
        check('dark', { stage: 'dark' }),
        check('delayed', { firstDelayMs: 4000, timing: { ...quick, attempts: 2, forMs: 1000 } }),
        check('flapping', { flapping: { high: 30, low: 10 } }),
        check('heard', { subject: { kind: 'heartbeat', withinMs: 15_000 } }),
        check('in-hours', { during: 'now' }),
        check('levels', { notify: { critical: 'page', warning: 'ticket' } }),
        check('out-of-hours', { during: 'other-hours' }),
        check('restless'),
        check('silent', { timing: quick }),
      ],
    });
  };

  const heard = (path: string, id: string): readonly string[] =>
    webhook
      .received()
      .filter((one) => one.path === `/${path}`)
      .map(({ body }) => JSON.parse(body) as { check: string; type: string; state: string })
      .filter((one) => one.check === id)
      .map(({ type, state }) => `${type} ${state}`);

  /** When these lines of the log were written, in seconds. */
  const times = (pattern: string): readonly number[] =>
    [...nagios.log().matchAll(new RegExp(`^\\[(\\d+)\\] ${pattern}`, 'gm'))].map(([, time]) => Number(time));

  beforeAll(async () => {
    webhook = await startWebhook();
    const directory = daemons.directory(0o777);
    chmodSync(directory, 0o777);
    turn = installSwitch(directory);
    installed = installNagios(daemons, model());
    nagios = await installed.start();
    turn.flip('flapping');
    turn.flip('restless');
    await nagios.until('worker1', 'silent', '0 hard');
    nagios.submit('worker1', 'heard', 0, 'all is well');
    expect(await nagios.until('worker1', 'heard', '0')).toMatchObject({ plugin_output: 'all is well' });
  }, 60_000);

  test('tells of a problem only as long after it has settled as was asked', async () => {
    await nagios.until('worker1', 'delayed', '0 hard');
    turn.set('delayed', 2);
    await eventually('it is told', () => heard('page', 'delayed').length > 0, 45_000);
    const [settled = 0] = times('SERVICE ALERT: worker1;delayed;CRITICAL;HARD;2');
    const [told = 0] = times('SERVICE NOTIFICATION: backend-page;worker1;delayed;CRITICAL');
    // Whole seconds in the log, and a machine that may be busy.
    expect(told - settled).toBeGreaterThanOrEqual(3);
    expect(told - settled).toBeLessThanOrEqual(10);
  }, 60_000);

  test('tells each level to whoever hears of it, and of the end only whom it told of the problem', async () => {
    await nagios.until('worker1', 'levels', '0 hard');
    turn.set('levels', 1);
    await eventually('the warning is told', () => heard('ticket', 'levels').length === 1);
    turn.set('levels', 0);
    await eventually('the end is told', () => heard('ticket', 'levels').length === 2);
    expect([heard('ticket', 'levels'), heard('page', 'levels')]).toEqual([['PROBLEM WARNING', 'RECOVERY OK'], []]);
    turn.set('levels', 3);
    await eventually('no answer is told like something critical', () => heard('page', 'levels').length === 1);
    turn.set('levels', 2);
    await eventually('critical is told', () => heard('page', 'levels').length === 2);
    turn.set('levels', 0);
    await eventually('the end is told to them', () => heard('page', 'levels').length === 3);
    expect(heard('page', 'levels')).toEqual(['PROBLEM UNKNOWN', 'PROBLEM CRITICAL', 'RECOVERY OK']);
    expect(heard('ticket', 'levels')).toEqual(['PROBLEM WARNING', 'RECOVERY OK']);
  }, 90_000);

  test('tells in the hours of the schedule, in its zone, and keeps silent outside of them', async () => {
    turn.set('in-hours', 2);
    turn.set('out-of-hours', 2);
    await nagios.until('worker1', 'out-of-hours', '2 hard');
    await eventually('it is told in its hours', () => heard('page', 'in-hours').length === 1);
    expect(heard('page', 'out-of-hours')).toEqual([]);
    expect(nagios.service('worker1', 'out-of-hours')).toMatchObject({ current_notification_number: '0', notifications_enabled: '1' });
  }, 60_000);

  test('tells nobody while a check flaps, and only where that was asked', async () => {
    await eventually('it flaps', () => nagios.service('worker1', 'flapping')?.['is_flapping'] === '1', 60_000);
    const before = heard('page', 'flapping').length;
    const others = heard('page', 'restless').length;
    await eventually('the other one goes on telling', () => heard('page', 'restless').length >= others + 4, 45_000);
    expect(heard('page', 'flapping').length).toBeLessThanOrEqual(before + 1);
    expect(nagios.service('worker1', 'restless')).toMatchObject({ is_flapping: '0' });
  }, 120_000);

  test('took what was handed in, and notices when nothing more is', async () => {
    expect(await nagios.until('worker1', 'heard', '2 hard', 45_000)).toMatchObject({
      plugin_output: 'CRITICAL: no sign of life within 15s',
    });
  }, 90_000);

  test('keeps states over a restart, and silence too, whatever was switched at run time', async () => {
    turn.set('dark', 2);
    turn.set('silent', 2);
    await nagios.until('worker1', 'dark', '2 hard');
    await eventually('the other one is told', () => heard('page', 'silent').length === 1);
    nagios.command('ENABLE_SVC_NOTIFICATIONS;worker1;dark');
    await eventually('it is told now', () => heard('page', 'dark').length === 1, 30_000);
    await nagios.daemon.stop();
    nagios = await installed.start();
    const dark = await nagios.until('worker1', 'dark', '2 hard');
    expect(dark).toMatchObject({ notifications_enabled: '0' });
    const problem = await nagios.until('worker1', 'silent', '2 hard');
    expect(problem).toMatchObject({ current_notification_number: '1' });
    turn.set('dark', 0);
    turn.set('silent', 0);
    await eventually('the end is told', () => heard('page', 'silent').length === 2, 30_000);
    await nagios.until('worker1', 'dark', '0 hard');
    expect(heard('page', 'dark')).toEqual(['PROBLEM CRITICAL']);
  }, 120_000);
});
