import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { alertName } from '../../../../src/emitters/alert-labels.ts';
import { prometheus } from '../../../../src/emitters/prometheus/emitter.ts';
import { badValue, goodValue, phasesOf } from '../../../../src/emitters/prometheus/samples.ts';
import { prometheusDuration } from '../../../../src/emitters/prometheus-duration.ts';
import { isAtLeast } from '../../../../src/emitters/version.ts';
import type { Limits } from '../../../../src/model/limits.ts';
import type { Check } from '../../../../src/model/model.ts';
import { emitAll } from '../../../support/emit.ts';
import { bound, sampleCheck, sampleMetric, sampleModel, unit } from '../../../support/sample-model.ts';

interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

const emitted = (checks: readonly Check[]) => {
  const outcome = emitAll(
    prometheus,
    sampleModel({
      checks,
      metrics: [sampleMetric('offline_queue_depth'), sampleMetric('ratio', { unit: unit('%'), source: { prometheus: '100 * a / b' } })],
    }),
  );
  const groups: readonly { readonly name: string; readonly interval?: string; readonly rules: readonly Rule[] }[] = parse(
    outcome.text('rules/backend.yaml'),
  ).groups;
  const all = groups.flatMap(({ rules }) => rules);
  const isCompanion = ({ labels }: Rule) => labels['severity'] === 'unknown';
  return { ...outcome, groups, rules: all.filter((rule) => !isCompanion(rule)), companions: all.filter(isCompanion) };
};

const held = (...limits: readonly Limits[]): Partial<Check> => ({
  subject: {
    kind: 'threshold',
    threshold: 't',
    metric: 'offline_queue_depth',
    variants: limits.map((each, i) => ({ limits: each, hosts: [`worker${i + 1}`] })),
  },
});

test('names alerts in CamelCase and keeps digits apart', () => {
  expect(['offline-queue', 'a/b-c.d', 'shard-1-2', 'shard-12', 'x.1/2', '3ware'].map(alertName)).toEqual([
    'OfflineQueue',
    'ABCD',
    'Shard1_2',
    'Shard12',
    'X1_2',
    '3ware',
  ]);
});

test('writes a critical and a warning rule of one name, in a group named by the check', () => {
  const { groups, rules } = emitted([sampleCheck('offline-queue')]);
  expect(groups.map(({ name, interval }) => [name, interval])).toEqual([['offline-queue', undefined]]);
  expect(rules.map(({ alert, expr }) => [alert, expr])).toEqual([
    ['OfflineQueue', 'offline_queue_depth{host=~"worker1|worker2"} > 50000'],
    ['OfflineQueue', 'offline_queue_depth{host=~"worker1|worker2"} > 10000'],
  ]);
  expect(rules[0]).toMatchObject({
    for: '5m',
    labels: { severity: 'critical', team: 'backend', check: 'offline-queue', urgency: 'page' },
    annotations: {
      summary: 'Offline queue depth is above 50000 tasks.',
      why: 'Users see missing thumbnails within an hour of a stalled queue.',
      runbook_url: 'https://runbooks.example.com/offline-queue',
      owner: 'Backend',
    },
  });
  expect(Object.keys(rules[0] ?? {})).toEqual(['alert', 'expr', 'for', 'labels', 'annotations']);
  expect(rules[1]?.labels).toMatchObject({ severity: 'warning', urgency: 'ticket' });
});

test('writes every form of limit, exactly', () => {
  const forms: readonly (readonly [Limits[number], string])[] = [
    [{ form: 'above', critical: bound('90') }, 'x > 90'],
    [{ form: 'below', critical: bound('-0.5') }, 'x < -0.5'],
    [{ form: 'atLeast', critical: bound('90') }, 'x >= 90'],
    [{ form: 'atMost', critical: bound('90') }, 'x <= 90'],
    [{ form: 'outside', critical: { low: bound('10'), high: bound('20') } }, 'x < 10 or x > 20'],
    [{ form: 'inside', critical: { low: bound('10'), high: bound('20') } }, 'x >= 10 <= 20'],
  ];
  for (const [form, expr] of forms) {
    const { rules } = emitted([sampleCheck('c', { ...held([form]), hosts: ['worker1'] })]);
    expect(rules.map((rule) => rule.expr.replaceAll('offline_queue_depth{host="worker1"}', 'x').replaceAll('\n', ' '))).toEqual([expr]);
  }
});

test('keeps hosts with limits of their own in one rule, and tells each its own limit', () => {
  const above = (text: string): Limits => [{ form: 'above', critical: bound(text) }];
  const { rules } = emitted([sampleCheck('c', held(above('90'), above('200')))]);
  expect(rules.length).toBe(1);
  expect(rules[0]?.expr).toBe('offline_queue_depth{host="worker1"} > 90 or offline_queue_depth{host="worker2"} > 200');
  expect(rules[0]?.annotations['description']).toContain(
    '{{ if eq $labels.host "worker1" }}above 90 tasks{{ else }}above 200 tasks{{ end }}',
  );
});

test('gives identity only to ids: other limits, texts, waits and neighbours change no group, name or label', () => {
  const identity = (checks: readonly Check[]) =>
    emitted(checks)
      .groups.filter(({ name }) => name === 'c')
      .map(({ name, rules }) => [name, rules.map(({ alert, labels }) => [alert, labels])]);
  const before = identity([sampleCheck('c', held([{ form: 'above', warning: bound('1'), critical: bound('2') }]))]);
  const after = identity([
    sampleCheck('a'),
    sampleCheck('c', {
      ...held([{ form: 'below', warning: bound('9'), critical: bound('8') }]),
      why: 'Another reason.',
      timing: { everyMs: 1000, retryMs: 1000, attempts: 1, forMs: 1000 },
    }),
  ]);
  expect(after).toEqual(before);
});

test('marks dark checks and levels that tell nobody', () => {
  const { rules } = emitted([sampleCheck('c', { stage: 'dark', notify: { critical: 'page' } })]);
  expect(rules.map(({ labels }) => [labels['severity'], labels['urgency'], labels['stage']])).toEqual([
    ['critical', 'none', 'dark'],
    ['warning', 'none', 'dark'],
  ]);
});

test('keeps the hosts of a heartbeat apart', () => {
  const { rules, text } = emitted([sampleCheck('c', { subject: { kind: 'heartbeat', metric: 'offline_queue_depth', withinMs: 600_000 } })]);
  expect(rules[0]?.expr).toBe(
    'max by (host) (plimsoll:host:expected{group="offline-workers"}) unless on (host) count_over_time(offline_queue_depth[10m])',
  );
  const hosts: readonly { readonly rules: readonly Rule[] }[] = parse(text('rules/_hosts.yaml')).groups;
  expect(hosts.flatMap((group) => group.rules)).toEqual([
    {
      record: 'plimsoll:host:expected',
      expr: 'label_replace(vector(1), "host", "worker1", "", "")\nor label_replace(vector(1), "host", "worker2", "", "")',
      labels: { group: 'offline-workers' },
    },
  ]);
});

test('traces every line of a group to its check', () => {
  const { artifacts } = emitted([sampleCheck('a'), sampleCheck('b')]);
  const rules = artifacts.find(({ path }) => path === 'rules/backend.yaml');
  const lines = rules?.text.split('\n') ?? [];
  for (const { first, origin } of rules?.blocks.filter(({ origin: { kind } }) => kind === 'checks') ?? [])
    expect(lines[first - 1]).toBe(`  - name: ${origin.id}`);
  expect(rules?.blocks.map(({ origin }) => `${origin.kind} ${origin.id}`)).toEqual(['teams backend', 'checks a', 'checks b']);
  expect(prometheus.fieldOf('        for: 5m')).toBe('for');
  expect(prometheus.fieldOf('          runbook_url: https://x')).toBe('runbook');
  expect(prometheus.fieldOf('        expr: x > 1')).toBe('limits');
  expect(prometheus.fieldOf('groups:')).toBeUndefined();
});

test('chooses values that tell limits apart', () => {
  const limits: Limits = [{ form: 'above', warning: bound('10'), critical: bound('50') }];
  expect(phasesOf(limits, false)).toEqual([10, 10.01, 50, 50.01]);
  expect(phasesOf(limits, true)).toEqual([10, 11, 50, 51]);
  expect(goodValue([{ form: 'inside', critical: { low: bound('0'), high: bound('5') } }], true)).toBe(-1);
  expect(badValue([{ form: 'atMost', warning: bound('0') }], 'warning', true)).toBe(0);
  expect(phasesOf([{ form: 'above', critical: bound('12345678901234567168') }], true)[1]).toBeGreaterThan(Number('12345678901234567168'));
});

test('prints durations as Prometheus does', () => {
  const day = 86_400_000;
  expect([0, 500, 90_000, day, 7 * day, 30 * day, 365 * day, 366 * day].map(prometheusDuration)).toEqual([
    '0s',
    '500ms',
    '1m30s',
    '1d',
    '1w',
    '30d',
    '1y',
    '366d',
  ]);
});

test('compares versions by number', () => {
  expect(isAtLeast('2.42', '2.42.0')).toBe(true);
  expect(isAtLeast('2.9.1', '2.30.0')).toBe(false);
  expect(isAtLeast('3.0', '2.42.0')).toBe(true);
});
