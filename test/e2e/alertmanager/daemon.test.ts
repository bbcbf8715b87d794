import { beforeAll, beforeEach, expect, test } from 'vitest';
import { watchdogName } from '../../../src/emitters/alert-labels.ts';
import { alertmanager } from '../../../src/emitters/alertmanager/emitter.ts';
import type { Check, Model, ModelHost, Team } from '../../../src/model/model.ts';
import { type Alertmanager, startAlertmanager, toldTo } from '../../support/alertmanager.ts';
import { alertOf, type Labels, twinOf, unknownOf } from '../../support/alerts.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { emitAll } from '../../support/emit.ts';
import { sampleCheck, sampleModel } from '../../support/sample-model.ts';
import { describeWith } from '../../support/tools.ts';
import { startWebhook, type Webhook } from '../../support/webhook.ts';

const host = (id: string, ...parents: readonly string[]): ModelHost => ({ id, address: '192.0.2.1', labels: {}, parents, groups: [] });

const team = (id: string, url: string, more: Partial<Team> = {}): Team => ({
  id,
  name: id,
  receivers: Object.fromEntries((['page', 'ticket', 'chat'] as const).map((how) => [how, { kind: 'webhook', url: `${url}/${id}-${how}` }])),
  escalation: [],
  ...more,
});

const check = (id: string, more: Partial<Check> = {}): Check => sampleCheck(id, { owner: 'web', hosts: ['web1', 'web2'], ...more });

const hours = (id: string, holds: boolean): Model['schedules'][number] => ({
  id,
  why: 'A test.',
  zone: 'Pacific/Kiritimati',
  rules: [{ days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'], ranges: [{ from: 0, to: 1440 }] }],
  exceptions: holds ? [] : [{ dates: [{ from: { month: 1, day: 1 }, to: { month: 12, day: 31 } }], ranges: [] }],
});

const tiers = [
  { name: 'fast', severity: 'critical', longMs: 3_600_000, shortMs: 300_000, burn: '14.4', ceiling: '0.0144' },
  { name: 'steady', severity: 'critical', longMs: 21_600_000, shortMs: 1_800_000, burn: '6', ceiling: '0.006' },
  { name: 'slow', severity: 'warning', longMs: 259_200_000, shortMs: 21_600_000, burn: '1', ceiling: '0.001' },
] as const;

const modelFor = (url: string): Model =>
  sampleModel({
    hosts: [host('core'), host('other'), host('rack', 'core'), host('web1', 'rack'), host('web2', 'rack', 'other')],
    teams: [
      team('network', url),
      team('web', url, {
        escalation: [
          { afterMs: 1_800_000, team: 'network', urgency: 'page' },
          { afterMs: 3_600_000, team: 'web', urgency: 'page' },
        ],
      }),
    ],
    schedules: [hours('always', true), hours('never', false)],
    checks: [
      check('burn', {
        hosts: [],
        subject: { kind: 'burnRate', slo: '0.999', periodMs: 2_592_000_000, errors: 'a', total: 'b', tiers },
      }),
      check('dark', { stage: 'dark' }),
      check('database'),
      check('now', { during: 'always' }),
      check('ping', {
        owner: 'network',
        hosts: ['core', 'rack', 'web1', 'web2'],
        subject: { kind: 'probe', probe: 'ping', fields: {}, thresholds: [] },
      }),
      check('queue', { dependsOn: ['database'] }),
      check('quiet', { notify: { warning: 'chat' } }),
      check('shut', { during: 'never' }),
      check('site'),
    ],
    targets: {
      alertmanager: {
        groupWait: '300ms',
        groupInterval: '500ms',
        repeatInterval: '1h',
        defaultReceiver: 'web',
        deadMansSwitch: { webhook: `${url}/switch`, every: '1s' },
      },
    },
  });

describeWith(['prometheus-alertmanager'], 'Alertmanager with generated routes', () => {
  const daemons = useDaemons();
  let webhook: Webhook;
  let model: Model;
  let daemon: Alertmanager;
  let round = 0;

  beforeAll(async () => {
    webhook = await startWebhook();
    model = modelFor(webhook.url);
    daemon = await startAlertmanager(daemons, { files: emitAll(alertmanager, model).artifacts });
  });

  beforeEach(() => webhook.clear());

  /** Posted when everything before has been handed in: its group waits as long as theirs, and begins later. */
  const control = async (name: string): Promise<void> => {
    await daemon.post([{ labels: { alertname: name, urgency: 'chat', team: 'web' } }]);
    await eventually('the control alert is told', () => toldTo(webhook).some(({ labels }) => labels['alertname'] === name));
  };

  /** Hands alerts in, waits until all that could be told has been told, and gives `check severity path`, sorted. */
  const toldOf = async (alerts: readonly Labels[]): Promise<readonly string[]> => {
    round += 1;
    // A name of its own keeps an alert out of the groups of earlier rounds; no route asks for it.
    const named = alerts.map((labels) => ({ ...labels, alertname: `${labels['alertname']}${round}` }));
    await daemon.post(named.map((labels) => ({ labels })));
    for (const nth of ['First', 'Second']) await control(`Control${nth}${round}`);
    const names = new Set(named.map(({ alertname }) => alertname));
    const told = toldTo(webhook).filter(({ labels: { alertname = '' } }) => names.has(alertname));
    await daemon.post(named.map((labels) => ({ labels, endsAt: new Date().toISOString() })));
    await eventually('they are over', async () => (await daemon.alerts()).every(({ labels: { alertname = '' } }) => !names.has(alertname)));
    return told.map(({ labels, path }) => `${labels['check'] ?? 'foreign'} ${labels['severity']} ${path}`).sort();
  };

  const on = (name: string): Labels => ({ host: name });

  test('tells a team by the urgency of each level, one host at a time', async () => {
    expect(await toldOf([alertOf(model, 'site', 'critical', on('web1')), alertOf(model, 'site', 'warning', on('web2'))])).toEqual([
      'site critical /web-page',
      'site warning /web-ticket',
    ]);
  });

  test('holds back warnings and word of missing data under a critical alert of the same host alone', async () => {
    const alerts = [
      alertOf(model, 'site', 'critical', on('web1')),
      alertOf(model, 'site', 'warning', on('web1')),
      unknownOf(model, 'site', on('web1')),
      unknownOf(model, 'site', on('web2')),
    ];
    expect(await toldOf(alerts)).toEqual(['site critical /web-page', 'site unknown /web-page']);
  });

  test('escalates by twins, whose warning the critical alert holds back', async () => {
    const twin = twinOf(model, 'site', { level: 'critical', step: 1 }, on('web1'));
    expect(
      await toldOf([
        alertOf(model, 'site', 'critical', on('web1')),
        twin,
        twinOf(model, 'site', { level: 'warning', step: 1 }, on('web1')),
      ]),
    ).toEqual(['site critical /network-page', 'site critical /web-page']);
    expect(await toldOf([twinOf(model, 'site', { level: 'warning', step: 1 }, on('web1'))])).toEqual(['site warning /network-page']);
    expect(() => twinOf(model, 'site', { level: 'critical', step: 2 })).toThrow('no step 2');
  });

  test('holds back everything on a host that is down, and nothing on others', async () => {
    const alerts = [
      alertOf(model, 'ping', 'critical', on('web1')),
      alertOf(model, 'site', 'critical', on('web1')),
      twinOf(model, 'site', { level: 'critical', step: 1 }, on('web1')),
      unknownOf(model, 'site', on('web1')),
      alertOf(model, 'site', 'critical', on('web2')),
      alertOf(model, 'burn', 'critical', { tier: 'fast' }),
    ];
    expect(await toldOf(alerts)).toEqual(['burn critical /web-page', 'ping critical /network-page', 'site critical /web-page']);
  });

  test('does not take lost packets for a host that is down', async () => {
    const alerts = [alertOf(model, 'ping', 'critical', { ...on('web1'), measure: 'loss' }), alertOf(model, 'site', 'critical', on('web1'))];
    expect(await toldOf(alerts)).toEqual(['ping critical /network-page', 'site critical /web-page']);
  });

  test('holds back hosts behind one that is down, but not one that another way leads to', async () => {
    const alerts = [
      alertOf(model, 'ping', 'critical', on('core')),
      alertOf(model, 'ping', 'critical', on('rack')),
      alertOf(model, 'ping', 'critical', on('web1')),
      alertOf(model, 'site', 'critical', on('web1')),
      alertOf(model, 'site', 'critical', on('web2')),
    ];
    expect(await toldOf(alerts)).toEqual(['ping critical /network-page', 'site critical /web-page']);
    expect(await toldOf([alertOf(model, 'ping', 'critical', on('rack')), alertOf(model, 'site', 'critical', on('web1'))])).toEqual([
      'ping critical /network-page',
    ]);
  });

  test('holds back what a failure explains, on the same host', async () => {
    const alerts = [
      alertOf(model, 'database', 'critical', on('web1')),
      alertOf(model, 'queue', 'critical', on('web1')),
      alertOf(model, 'queue', 'critical', on('web2')),
    ];
    expect(await toldOf(alerts)).toEqual(['database critical /web-page', 'queue critical /web-page']);
  });

  test('tells of the fastest burn alone', async () => {
    const burn = (tier: string, level: 'critical' | 'warning') => alertOf(model, 'burn', level, { tier });
    expect(await toldOf([burn('fast', 'critical'), burn('steady', 'critical'), burn('slow', 'warning')])).toEqual([
      'burn critical /web-page',
    ]);
    expect(await toldOf([burn('steady', 'critical')])).toEqual(['burn critical /web-page']);
  });

  test('tells nobody of dark checks, of levels nobody asked for, and outside of the hours, escalated or not', async () => {
    const alerts = [
      alertOf(model, 'dark', 'critical', on('web1')),
      alertOf(model, 'quiet', 'critical', on('web1')),
      alertOf(model, 'quiet', 'warning', on('web1')),
      alertOf(model, 'shut', 'critical', on('web1')),
      twinOf(model, 'shut', { level: 'critical', step: 1 }, on('web1')),
      alertOf(model, 'now', 'critical', on('web1')),
      twinOf(model, 'now', { level: 'critical', step: 1 }, on('web1')),
    ];
    expect(await toldOf(alerts)).toEqual(['now critical /network-page', 'now critical /web-page', 'quiet warning /web-chat']);
  });

  test('tells of a check whose series bring along labels that could be ours', async () => {
    const foreign = { stage: 'dark', escalation: '1', measure: 'x', problem: 'nan', tier: 'fast', window: '1h' };
    expect(await toldOf([alertOf(model, 'site', 'critical', { ...on('web1'), ...foreign })])).toEqual(['site critical /web-page']);
  });

  test('tells the default team of alerts from elsewhere', async () => {
    expect(await toldOf([{ alertname: 'Foreign', severity: 'critical' }])).toEqual(['foreign critical /web-ticket']);
  });

  test('tells when it is over', async () => {
    const labels = alertOf(model, 'site', 'critical', on('web1'));
    const isTold = (wanted: string) => () => toldTo(webhook).some(({ status, path }) => status === wanted && path === '/web-page');
    await daemon.post([{ labels }]);
    await eventually('told', isTold('firing'));
    await daemon.post([{ labels, endsAt: new Date().toISOString() }]);
    await eventually('over', isTold('resolved'));
  });

  test('calls the dead man’s switch again and again while the watchdog fires, and never to say that it has gone', async () => {
    const labels = { alertname: watchdogName };
    const calls = () => toldTo(webhook).filter(({ path }) => path === '/switch');
    await daemon.post([{ labels }]);
    const [first, , , last] = await eventually('four calls', () => (calls().length >= 4 ? calls() : undefined));
    expect((last?.at ?? 0) - (first?.at ?? 0)).toBeLessThan(3 * 1000 + 900);
    await daemon.post([{ labels, endsAt: new Date().toISOString() }]);
    expect(await toldOf([{ alertname: 'Foreign', severity: 'critical' }])).toEqual(['foreign critical /web-ticket']);
    expect(new Set(calls().map(({ status }) => status))).toEqual(new Set(['firing']));
    expect(toldTo(webhook).filter(({ labels: { alertname }, path }) => alertname === watchdogName && path !== '/switch')).toEqual([]);
  });
});
