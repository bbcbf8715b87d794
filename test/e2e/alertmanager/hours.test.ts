import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { alertmanager } from '../../../src/emitters/alertmanager/emitter.ts';
import type { Schedule } from '../../../src/model/schedule.ts';
import { type Alertmanager, startAlertmanager, toldTo } from '../../support/alertmanager.ts';
import { alertOf } from '../../support/alerts.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { emitAll } from '../../support/emit.ts';
import { isActive, type Moment, momentOf } from '../../support/moments.ts';
import { sampleCheck, sampleModel } from '../../support/sample-model.ts';
import { schedules } from '../../support/schedule-arbitrary.ts';
import { describeWith } from '../../support/tools.ts';
import { startWebhook, type Webhook } from '../../support/webhook.ts';

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'] as const;

/** The wall clock of a zone. */
const wallClock = (zone: string, at: Date): Moment => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const number = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return momentOf(Date.UTC(number('year'), number('month') - 1, number('day')) / 86_400_000, number('hour') * 60 + number('minute'));
};

const count = 120;

/** Random hours, each in one of the zones, and some that end or begin now. */
const drawn = (): readonly Schedule[] =>
  fc.sample(schedules, count).map((schedule, i) => ({ ...schedule, id: `hours-${i}`, zone: zones[i % zones.length] ?? 'UTC' }));

/** Overnight, cut at midnight, as the compiler hands it over: open all day but for the hour that is now twelve hours away, and the reverse. */
const opposite = (zone: string, isOpen: boolean): Schedule => {
  const hour = Math.floor(wallClock(zone, new Date()).minute / 60);
  const far = ((hour + 12) % 24) * 60;
  const rest = [
    { from: 0, to: far },
    { from: far + 60, to: 1440 },
  ].filter(({ from, to }) => from < to);
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
  return {
    id: `${isOpen ? 'open' : 'closed'}-${zone.toLowerCase().replace(/[^a-z]/g, '-')}`,
    why: 'A test.',
    zone,
    rules: [{ days, ranges: isOpen ? rest : [{ from: far, to: far + 60 }] }],
    exceptions: [],
  };
};

describeWith(['prometheus-alertmanager'], 'hours on a real Alertmanager', () => {
  const daemons = useDaemons();
  const all: readonly Schedule[] = [...drawn(), ...zones.flatMap((zone) => [opposite(zone, true), opposite(zone, false)])];
  let webhook: Webhook;
  let daemon: Alertmanager;
  const model = (url: string) =>
    sampleModel({
      teams: [
        { id: 'backend', name: 'Backend', receivers: { page: { kind: 'webhook', url }, chat: { kind: 'webhook', url } }, escalation: [] },
      ],
      schedules: all,
      checks: [
        ...all.map(({ id }) => sampleCheck(id, { during: id, notify: { critical: 'page' } })),
        sampleCheck('control', { notify: { critical: 'chat' } }),
      ],
      targets: { alertmanager: { groupWait: '500ms', groupInterval: '10m', repeatInterval: '1h' } },
    });

  beforeAll(async () => {
    webhook = await startWebhook();
    daemon = await startAlertmanager(daemons, { files: emitAll(alertmanager, model(webhook.url)).artifacts });
  });

  test('are kept as the schedules say, whatever the zone', { timeout: 60_000 }, async () => {
    const estate = model(webhook.url);
    const openAt = (at: Date) => all.map((schedule) => isActive(schedule, wallClock(schedule.zone, at)));
    const told = (): ReadonlySet<string | undefined> => new Set(toldTo(webhook).map(({ labels }) => labels['check']));
    const before = openAt(new Date());
    await daemon.post(all.map(({ id }) => ({ labels: alertOf(estate, id, 'critical') })));
    for (const round of ['1', '2', '3']) {
      const name = `Control${round}`;
      await daemon.post([{ labels: { ...alertOf(estate, 'control', 'critical'), alertname: name } }]);
      await eventually('the control alert is told', () => toldTo(webhook).some(({ labels }) => labels['alertname'] === name));
    }
    const after = openAt(new Date());
    // Where hours began or ended meanwhile, either is right.
    const judged = all.filter((_, i) => before[i] === after[i]);
    const wrong = judged.filter((schedule) => told().has(schedule.id) !== before[all.indexOf(schedule)]);
    expect(wrong.map(({ id }) => id)).toEqual([]);
    expect(judged.length).toBeGreaterThan(count / 2);
    expect(Math.min(before.filter(Boolean).length, before.filter((open) => !open).length)).toBeGreaterThan(zones.length);
  });
});
