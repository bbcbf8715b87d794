import { parseUnit } from '../../src/model/unit.ts';
import { invariant } from '../../src/base/invariant.ts';
import type { Bound } from '../../src/model/limits.ts';
import type { Check, Metric, Model } from '../../src/model/model.ts';

export const bound = (text: string): Bound => ({ text, value: Number(text) });

export const unit = (name: string) => {
  const found = parseUnit(name);
  invariant(found, `no unit ${name}`);
  return found;
};

export const sampleMetric = (id: string, more: Partial<Metric> = {}): Metric => ({
  id,
  why: 'Grows when shards shed load.',
  owner: 'backend',
  type: 'gauge',
  unit: unit('tasks'),
  title: 'Offline queue depth',
  integer: false,
  range: { low: '0' },
  source: { dropFile: 'offline-tasks' },
  staleAfterMs: 300_000,
  ...more,
});

export const sampleCheck = (id: string, more: Partial<Check> = {}): Check => ({
  id,
  why: 'Users see missing thumbnails within an hour of a stalled queue.',
  owner: 'backend',
  stage: 'live',
  on: ['offline-workers'],
  hosts: ['worker1', 'worker2'],
  notify: { critical: 'page', warning: 'ticket' },
  runbook: 'https://runbooks.example.com/offline-queue',
  timing: { everyMs: 60_000, retryMs: 60_000, attempts: 6, forMs: 300_000 },
  dependsOn: [],
  subject: {
    kind: 'threshold',
    threshold: 'offline-queue-depth',
    metric: 'offline_queue_depth',
    variants: [{ hosts: ['worker1', 'worker2'], limits: [{ form: 'above', warning: bound('10000'), critical: bound('50000') }] }],
  },
  ...more,
});

/** A small linked model for tests of emitters: one team, two hosts in one group, one metric, one check. */
export const sampleModel = (more: Partial<Model> = {}): Model => ({
  estate: 'sample',
  environment: 'production',
  hostLabel: 'host',
  teams: [
    {
      id: 'backend',
      name: 'Backend',
      receivers: {
        page: { kind: 'pagerduty', routingKeyFile: '/etc/plimsoll/secrets/backend-pagerduty' },
        ticket: { kind: 'email', address: 'backend@example.com' },
      },
      escalation: [],
    },
  ],
  hosts: ['worker1', 'worker2'].map((id, i) => ({ id, address: `192.0.2.${i + 1}`, labels: {}, parents: [], groups: ['offline-workers'] })),
  groups: [{ id: 'offline-workers', members: ['worker1', 'worker2'] }],
  schedules: [],
  metrics: [sampleMetric('offline_queue_depth')],
  checks: [sampleCheck('offline-queue')],
  targets: { nagios: {}, ganglia: {}, prometheus: {}, alertmanager: {} },
  ...more,
});
