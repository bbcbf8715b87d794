import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { prometheus } from '../../../../src/emitters/prometheus/emitter.ts';
import { firingPhases } from '../../../../src/emitters/prometheus/firing.ts';
import { activePhases, phasesOf } from '../../../../src/emitters/prometheus/samples.ts';
import type { Limits } from '../../../../src/model/limits.ts';
import type { Check, Metric, Model } from '../../../../src/model/model.ts';
import { emitAll } from '../../../support/emit.ts';
import { bound, sampleCheck, sampleMetric, sampleModel, unit } from '../../../support/sample-model.ts';

interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

const emitted = (checks: readonly Check[], more: Partial<Model> = {}) => {
  const metrics: readonly Metric[] = [
    sampleMetric('offline_queue_depth'),
    sampleMetric('share', { unit: unit('%'), source: { prometheus: '100 * a / b' } }),
    sampleMetric('stored', { source: { prometheus: 'stored_value' }, staleAfterMs: 7_200_000 }),
    sampleMetric('unseen', { source: { ganglia: 'unseen' } }),
  ];
  const outcome = emitAll(prometheus, sampleModel({ checks, metrics, ...more }));
  const groups: readonly { readonly rules: readonly Rule[] }[] = parse(outcome.text('rules/backend.yaml')).groups;
  return { ...outcome, rules: groups.flatMap(({ rules }) => rules) };
};

const held = (metric: string, limits: Limits, more: Partial<Check> = {}): Check =>
  sampleCheck('c', {
    subject: { kind: 'threshold', threshold: 't', metric, variants: [{ hosts: ['worker1', 'worker2'], limits }] },
    ...more,
  });

const cleared: Limits = [{ form: 'above', warning: bound('10'), critical: bound('50'), clear: bound('8') }];
const told = { unknown: 'ignore' } as const;

test('holds the mildest level by the alerts as they were, and ignores what the rule adds', () => {
  const { rules } = emitted([held('offline_queue_depth', cleared, { stage: 'dark' })]);
  expect(
    rules.map(({ labels, expr }) => [labels['severity'], expr.replaceAll('offline_queue_depth{host=~"worker1|worker2"}', 'x')]),
  ).toEqual([
    [
      'warning',
      'x > 10\nor (x > 8 and ignoring (alertname, alertstate, check, severity, stage, team, urgency) ALERTS{alertname="C",check="c",escalation="",severity=~"critical|warning"})',
    ],
    ['critical', 'x > 50'],
  ]);
});

test('holds the critical level where there is no milder one, and a measure by its own alerts', () => {
  const only: Limits = [{ form: 'atMost', critical: bound('1'), clear: bound('3') }];
  const { rules } = emitted([
    sampleCheck('probe', {
      ...told,
      subject: {
        kind: 'probe',
        probe: 'disk',
        fields: { path: '/' },
        thresholds: [{ measure: 'free', threshold: 't', unit: unit('bytes'), variants: [{ hosts: ['worker1', 'worker2'], limits: only }] }],
      },
    }),
  ]);
  const rule = rules.find(({ labels }) => labels['measure'] === 'free' && labels['severity'] !== undefined);
  expect(rule?.expr).toContain(
    'ignoring (alertname, alertstate, check, measure, severity, team, urgency) ALERTS{alertname="Probe",check="probe",escalation="",measure="free",severity="critical"}',
  );
});

test('says where a hold is lost, and leaves `clear` out where ALERTS cannot be read', () => {
  const { diagnostics, parities } = emitted([held('offline_queue_depth', cleared)]);
  expect(diagnostics.map(({ code, span }) => [code, span?.file])).toContainEqual(['PLM429', 'checks#c#limits.above.clear']);
  expect(parities).toContainEqual({
    kind: 'checks',
    id: 'c',
    fidelity: 'approximate',
    because: ['Prometheus forgets that an alert is held when it is down for longer than 5m.'],
  });
  const blind = emitted([held('offline_queue_depth', cleared)], { targets: { prometheus: { readsAlerts: false } } });
  expect(blind.diagnostics.map(({ code }) => code)).toContain('PLM435');
  expect(blind.rules.map(({ expr }) => expr).join()).not.toContain('ALERTS');
});

test('waits longer for the first word, keeps it, and writes a twin for each step of the escalation', () => {
  const night = {
    id: 'night',
    name: 'Night',
    receivers: { page: { kind: 'email', address: 'night@example.com' } },
    escalation: [],
  } as const;
  const [backend] = sampleModel().teams;
  if (backend === undefined) throw new Error('no team');
  const teams = [{ ...backend, escalation: [{ afterMs: 900_000, team: 'night', urgency: 'page' as const }] }, night];
  const check = held('offline_queue_depth', cleared, { firstDelayMs: 60_000, timing: { ...sampleCheck('c').timing, keepMs: 600_000 } });
  const { rules } = emitted([check], { teams });
  const known = rules.map(({ for: waits, keep_firing_for, labels }) => [
    labels['severity'],
    labels['escalation'],
    labels['team'],
    labels['urgency'],
    waits,
    keep_firing_for,
  ]);
  expect(known).toEqual([
    ['warning', undefined, 'backend', 'ticket', '6m', '10m'],
    ['critical', undefined, 'backend', 'page', '6m', '10m'],
    ['unknown', undefined, 'backend', 'page', '6m', '10m'],
    ['warning', '1', 'night', 'page', '21m', '10m'],
    ['critical', '1', 'night', 'page', '21m', '10m'],
    ['unknown', '1', 'night', 'page', '21m', '10m'],
  ]);
  expect(emitted([{ ...check, stage: 'dark' }], { teams }).rules.length).toBe(2);
  expect(emitted([{ ...check, notify: {} }], { teams }).rules.length).toBe(2);
});

test('tells of a check without an answer for two scrapes, unless nobody wants to hear it', () => {
  const { rules } = emitted([
    held('share', [{ form: 'above', critical: bound('90') }], { timing: { everyMs: 1, retryMs: 1, attempts: 1, forMs: 0 } }),
  ]);
  const companion = rules.find(({ labels }) => labels['severity'] === 'unknown');
  expect(companion?.for).toBe('2m');
  expect(companion?.expr.split('\n')).toEqual([
    'label_replace(max by (host) (plimsoll:host:expected{group="offline-workers"}) unless on (host) plimsoll:check:value{check="c"}, "problem", "missing", "", "")',
    'or label_replace(plimsoll:check:value{check="c"} != plimsoll:check:value{check="c"}, "problem", "nan", "", "") and on (host) max by (host) (plimsoll:host:expected{group="offline-workers"})',
  ]);
  expect(emitted([held('share', cleared, told)]).rules.some(({ labels }) => labels['severity'] === 'unknown')).toBe(false);
  expect(emitted([held('share', cleared, { notify: {} })]).rules.some(({ labels }) => labels['severity'] === 'unknown')).toBe(false);
});

test('records errors and events apart, once for all tiers, and lets too few events tell nobody', () => {
  const tiers = [
    { name: 'fast', severity: 'critical', longMs: 3_600_000, shortMs: 300_000, burn: '14.4', ceiling: '0.0144' },
    { name: 'slow', severity: 'warning', longMs: 21_600_000, shortMs: 3_600_000, burn: '6', ceiling: '0.006' },
  ] as const;
  const subject = { kind: 'burnRate', slo: '0.999', periodMs: 2_592_000_000, errors: 'bad_total', total: 'sum(all_total)', tiers } as const;
  const { rules } = emitted([sampleCheck('burn', { ...told, hosts: [], on: [], subject })]);
  const records = rules.filter(({ record }) => record !== undefined);
  expect(records.map(({ record, labels, expr }) => [record, labels['window'], expr])).toEqual(
    ['5m', '1h', '6h'].flatMap((window) => [
      ['plimsoll:errors:rate', window, `sum(rate(bad_total[${window}]))`],
      ['plimsoll:events:rate', window, `sum(sum(rate(all_total[${window}])))`],
    ]),
  );
  expect(rules.find(({ labels }) => labels['tier'] === 'fast')?.expr.split('\n')).toEqual([
    'plimsoll:errors:rate{check="burn",window="1h"} / plimsoll:events:rate{check="burn",window="1h"} > 0.0144',
    'and ignoring (window) plimsoll:errors:rate{check="burn",window="5m"} / plimsoll:events:rate{check="burn",window="5m"} > 0.0144',
  ]);
  const guarded = emitted([
    sampleCheck('burn', { ...told, hosts: ['worker1'], subject: { ...subject, minimumRate: { events: '100', seconds: '3600' } } }),
  ]);
  expect(guarded.rules[0]?.expr).toBe('sum by (host) (rate(bad_total{host="worker1"}[5m]))');
  expect(
    guarded.rules
      .find(({ labels }) => labels['tier'] === 'slow')
      ?.expr.split('\n')
      .at(-1),
  ).toBe('and plimsoll:events:rate{check="burn",window="6h"} >= 100 / 3600');
});

test('counts healthy members whatever tells that they are', () => {
  const disk = sampleCheck('disk', {
    ...told,
    subject: {
      kind: 'probe',
      probe: 'disk',
      fields: { path: '/' },
      thresholds: [
        {
          measure: 'used',
          threshold: 't',
          unit: unit('%'),
          variants: [{ hosts: ['worker1', 'worker2'], limits: [{ form: 'above', critical: bound('90') }] }],
        },
      ],
    },
  });
  const quorum = sampleCheck('enough', { subject: { kind: 'quorum', healthy: 'disk', atLeast: 2 } });
  const { rules, parities } = emitted([disk, quorum]);
  const counted = rules.find(({ record }) => record === 'plimsoll:check:healthy');
  expect(counted?.expr).toContain('unless on (host) (');
  expect(counted?.expr).toContain('plimsoll:check:value{check="enough",measure="used"} > 90');
  expect(rules.find(({ labels }) => labels['check'] === 'enough' && labels['severity'] !== undefined)?.expr).toBe(
    '(count(plimsoll:check:healthy{check="enough"}) or vector(0)) < 2',
  );
  expect(parities.filter(({ id }) => id === 'enough')).toEqual([{ kind: 'checks', id: 'enough', fidelity: 'exact', because: [] }]);
});

test('has a word on every check', () => {
  const heartbeat = { kind: 'heartbeat', withinMs: 60_000 } as const;
  const outcome = emitted([
    held('offline_queue_depth', [{ form: 'above', critical: bound('1') }]),
    { ...held('stored', cleared), id: 'stored' },
    { ...held('unseen', cleared), id: 'unseen' },
    sampleCheck('outside', { subject: heartbeat }),
    sampleCheck('flaps', { flapping: { high: 30, low: 20 } }),
  ]);
  const of = (id: string) => outcome.parities.filter((one) => one.id === id).map(({ fidelity }) => fidelity);
  expect(of('c')).toEqual(['exact']);
  expect(of('stored')).toEqual(['approximate', 'approximate', 'exact']);
  expect(of('unseen')).toEqual(['impossible']);
  expect(of('outside')).toEqual(['impossible']);
  expect(of('flaps')).toEqual(['exact', 'approximate']);
  expect(outcome.parities.flatMap(({ because }) => because)).toContain(
    'Prometheus forgets a series after 5m, before `staleAfter` has passed.',
  );
});

test('tries what `clear` holds, lets go at it, and no longer holds', () => {
  const values = phasesOf(cleared, true);
  expect(values).toEqual([10, 11, 50, 51, 11, 9, 8, 9]);
  expect(activePhases(cleared, 'warning', values).active).toEqual([false, true, true, true, true, true, false, false]);
  expect(activePhases(cleared, 'critical', values).active).toEqual([false, false, false, true, false, false, false, false]);
});

test('knows that a level holds what another has just raised', () => {
  const crossed: Limits = [
    { form: 'above', warning: bound('90') },
    { form: 'below', critical: bound('1'), clear: bound('2') },
  ];
  expect(activePhases(crossed, 'warning', [50, 0, 1.5, 3])).toEqual({
    active: [false, true, true, false],
    late: [false, true, false, false],
  });
});

test('moves alerts as Prometheus does: pending, firing, kept, over', () => {
  const grid = { stepMs: 60_000, length: 4, lag: 1, waitMs: 60_000, keepMs: 0 };
  expect(
    firingPhases({ active: [false, true, false] }, grid)
      .map((phase) => phase ?? '-')
      .join(''),
  ).toBe('-----111----');
  expect(
    firingPhases({ active: [false, true, false] }, { ...grid, keepMs: 120_000 })
      .map((phase) => phase ?? '-')
      .join(''),
  ).toBe('-----11111--');
  expect(
    firingPhases({ active: [true, false, true] }, { ...grid, keepMs: 600_000 })
      .map((phase) => phase ?? '-')
      .join(''),
  ).toBe('-00000002222');
});
