// Checked by `tsc -p .` alone: what an author may write, and what must be an error.
import {
  type CheckInput,
  checks,
  defaults,
  type MetricInput,
  metrics,
  type TeamInput,
  teams,
  type ThresholdInput,
  thresholds,
} from 'plimsoll';

const common = { why: 'Because.', owner: 'ops' } as const;

export const allSubjects = checks({
  threshold: { ...common, threshold: 't', on: ['web', 'db'], notify: { critical: 'page' }, for: '1h30m' },
  probe: { ...common, probe: { tcp: { port: 443 } }, thresholds: { responseTime: 'slow' } },
  heartbeat: { ...common, heartbeat: { within: '5m' } },
  quorum: { ...common, quorum: { healthy: 'mysql-alive', atLeast: 2 } },
  burnRate: { ...common, burnRate: { slo: '99.9%', errors: 'errors_total', total: 'requests_total' } },
  command: { ...common, command: { nagios: ['check_x', '-H', '{address}'], prometheus: 'x > 1' } },
});

export const allUnits = thresholds({
  percent: { ...common, metric: 'm', above: { warning: '90%', critical: '95.5%', clear: '80%' } },
  time: { ...common, unit: 'seconds', atLeast: { critical: '500ms' } },
  bytes: { ...common, metric: 'm', below: { critical: '2GiB' }, atMost: { warning: '100MB' } },
  rate: { ...common, metric: 'm', above: { critical: '10k/s' } },
  number: { ...common, metric: 'm', above: { critical: 10 } },
  between: { ...common, metric: 'm', outside: { critical: '10..20' }, inside: { warning: '1GiB..2GiB' } },
});

const shard = (n: number): CheckInput => ({ ...common, on: `shard-${n}`, quorum: { healthy: 'mysql-alive', atLeast: 2 } });

export const computed = checks({
  ...Object.fromEntries([1, 2, 3].map((n) => [`shard-${n}`, shard(n)])),
  ...Object.fromEntries([1, 2].map((n) => [`web-${n}`, { ...common, on: `web-${n}`, probe: { http: {} }, notify: { critical: 'page' } }])),
});

const isDark: boolean = Math.max(1, 2) === 2;
export const conditional = checks({ a: { ...common, threshold: 't', stage: isDark ? 'dark' : 'live', runbook: undefined } });

export const folder = [defaults({ owner: 'ops', notify: { critical: 'page' } }), defaults({ type: 'gauge', staleAfter: '5m' })];

export const metric: MetricInput = { ...common, type: 'counter', unit: 'requests', from: { prometheus: 'x', ganglia: 'x' } };
export const team: TeamInput = {
  name: 'X',
  receivers: { page: { pagerduty: { routingKeyFile: '/x' } }, chat: { email: 'a@example.com' } },
};

// @ts-expect-error a check has one subject, not none
export const noSubject: CheckInput = { ...common };
// @ts-expect-error a threshold has a limit
export const noLimit: ThresholdInput = { ...common, metric: 'm' };
// @ts-expect-error a metric has a source
export const noSource: MetricInput = { ...common, type: 'gauge', unit: 's', from: {} };
// @ts-expect-error definitions are maps, not lists
export const list = metrics([metric]);
// @ts-expect-error a file of teams does not hold metrics
export const mixed = teams({ m: metric });
