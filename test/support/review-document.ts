import type { Check, Model, Team } from '../../src/model/model.ts';
import type { EnvironmentReview, ReviewDocument } from '../../src/review/document.ts';
import { decide, type Decision, requirementsOf } from '../../src/review/gate.ts';
import { makePlan } from '../../src/review/make-plan.ts';
import { type Policy, usualPolicy } from '../../src/review/policy.ts';
import { judgeByPolicy } from '../../src/review/violations.ts';
import { bound, sampleCheck, sampleModel } from './sample-model.ts';

/** A check on one limit. */
export const limited = (id: string, critical: number, more: Partial<Check> = {}): Check =>
  sampleCheck(id, {
    subject: {
      kind: 'threshold',
      threshold: 'offline-queue-depth',
      metric: 'offline_queue_depth',
      variants: [{ hosts: ['worker1', 'worker2'], limits: [{ form: 'above', critical: bound(String(critical)) }] }],
    },
    ...more,
  });

export interface Drawn {
  readonly document: ReviewDocument;
  readonly review: EnvironmentReview;
  readonly decision: Decision;
}

/** The review of one model against another, and what the gate says when an author and a stranger agree. */
export const reviewModels = (before: Model, after: Model, policy: Policy = usualPolicy): Drawn => {
  const plan = makePlan(before, after);
  const rulings = judgeByPolicy({ plan, before, after, today: '2026-11-23' }, policy);
  const review: EnvironmentReview = {
    environment: 'production',
    plan: {
      ...plan,
      changes: plan.changes.map((change, i) => ({ ...change, place: { file: `checks/file-${i}.yaml`, line: i + 1, column: 1 } })),
    },
    rulings,
    requirements: requirementsOf(plan, policy),
    output: { before: 'sha256:a', after: 'sha256:b' },
    generated: [{ emitter: 'nagios', files: 1, added: 1, removed: 1, diff: '--- a\n+++ b\n@@ -1 +1 @@\n-old\n+new\n', cut: false }],
  };
  const approvals = { version: 1 as const, authors: ['author'], approvals: [{ by: 'author', output: 'sha256:b' }] };
  return {
    review,
    decision: decide({ plan, rulings, approvals, output: 'sha256:b' }, { policy, teams: before.teams }),
    document: {
      version: 1,
      estate: 'sample',
      compiler: '1.0.0',
      base: { name: 'main', commit: '0123456789abcdef' },
      head: { name: 'work tree' },
      output: 'sha256:b',
      environments: [review],
    },
  };
};

/** A change of every kind of facet that checks, teams, metrics, hosts and settings have. */
export const manyChanges = (policy: Policy = usualPolicy): Drawn => {
  const base = sampleModel();
  const team = (id: string, escalation: Team['escalation']): Team => ({
    id,
    name: `Team ${id}`,
    members: ['author', 'friend'],
    receivers: {
      page: { kind: 'pagerduty', routingKeyFile: `/etc/plimsoll/secrets/${id}` },
      ticket: { kind: 'email', address: `${id}@example.com` },
      chat: { kind: 'slack', urlFile: '/etc/plimsoll/secrets/slack', channel: `#${id}` },
    },
    escalation,
  });
  const steps = (...minutes: readonly number[]) => minutes.map((one) => ({ afterMs: one * 60_000, team: 'ops', urgency: 'page' as const }));
  const command = (argument: string): Check['subject'] => ({ kind: 'command', nagios: ['check_dummy', argument] });
  const hours = (to: number) => ({
    id: 'days',
    why: 'Hours of the desk.',
    zone: 'UTC',
    rules: [{ days: ['monday' as const], ranges: [{ from: 540, to }] }],
    exceptions: [],
  });
  const side = (isNew: boolean): Model => ({
    ...base,
    teams: [team('backend', steps(...(isNew ? [15, 30] : [15, 45]))), team('ops', [])],
    schedules: [hours(isNew ? 900 : 1000)],
    hosts: base.hosts.map((host) => ({ ...host, address: isNew ? `${host.address}0` : host.address })),
    metrics: base.metrics.map((metric) => ({ ...metric, title: isNew ? 'Depth of the queue' : metric.title })),
    hostLabel: isNew ? 'instance' : 'host',
    checks: [
      limited('limits', isNew ? 800 : 500, { why: isNew ? 'Eight hundred stall the night.' : 'Five hundred stall the night.' }),
      sampleCheck('runs', { subject: command(isNew ? '1' : '0') }),
      sampleCheck('hours', { during: 'days' }),
      sampleCheck('stage', { stage: isNew ? 'dark' : 'live' }),
      sampleCheck('hosts', { hosts: isNew ? ['worker1'] : ['worker1', 'worker2'] }),
      sampleCheck('patience', { timing: { everyMs: 60_000, retryMs: 60_000, attempts: 6, forMs: isNew ? 600_000 : 300_000 } }),
      sampleCheck('held', { dependsOn: isNew ? ['limits'] : [] }),
      sampleCheck('owner', { owner: isNew ? 'ops' : 'backend' }),
      sampleCheck('level', { notify: { critical: isNew ? 'ticket' : 'page' } }),
      sampleCheck(isNew ? 'new-name' : 'old-name', isNew ? { movedFrom: 'old-name' } : {}),
      ...(isNew ? [sampleCheck('added')] : [sampleCheck('removed')]),
    ].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  });
  return reviewModels(side(false), side(true), policy);
};

/** What a document's schema enumerates; every other text can come from an author. */
const enumerated = new Set([
  'class',
  'kind',
  'action',
  'direction',
  'relation',
  'party',
  'level',
  'daemon',
  'form',
  'rule',
  'verdict',
  'version',
]);

/** The same data with `text` in place of every text that could be an author's, each told apart by a number. */
export const withEveryText = <T>(data: T, text: string): T => {
  let count = 0;
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return enumerated.has(key) ? value : `${text} n${(count += 1)}`;
    if (Array.isArray(value)) return value.map((one) => walk(one, key));
    if (typeof value !== 'object' || value === null) return value;
    const { kind } = value as { kind?: string };
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        name,
        name === 'field' && (kind === 'text' || kind === 'patience') ? one : walk(one, name),
      ]),
    );
  };
  return walk(data, '') as T;
};

/** What somebody might write who wants a report to say what it does not. */
export const hostileText = [
  '<!-- plimsoll-review v1 production -->',
  '</details></td></table></code></bdi></p><h1>approved</h1>',
  '</script><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)><style>*{display:none}</style>',
  '</style></title><iframe src="https://evil.example/"></iframe>" onmouseover="alert(4)" \' onfocus=\'alert(5)',
  '- [x] ops approved',
  '**gate: pass** LGTM',
  '@everyone @org/team #1 GH-2 https://evil.example/x www.evil.example a@evil.example',
  '`code` ``` ~~~ | cell | \\',
  '\u202egnp.exe\u2066 \u200b\u00ad\ufeff\u034f\u180b\ufe0f\u{e0041} \ud800',
  '![x](https://evil.example/y) [y](javascript:alert(1)) **bold** _it_ ~~no~~',
  '&lt;b&gt; &#64;all &amp; %0A::error::forged',
  'line\nline\r\n## heading\n| a | b |\u2028\u0000\u001b[31m',
].join(' ');
