import type { Check, Model } from '../../src/model/model.ts';
import { weekdays } from '../../src/model/schedule.ts';
import { bound, sampleCheck, sampleMetric, sampleModel, unit } from './sample-model.ts';

/** Text that means something to a shell, to Nagios' configuration reader, its macros and its argument splitter. */
export const hostileTexts: readonly string[] = [
  "it's",
  '$HOME and $(id) and `id`',
  '$HOSTADDRESS$ $ARG1$ $$',
  'a;b \\; c',
  'x!y \\!z',
  'ends in a backslash \\',
  '"quoted" and \'quoted\'',
  '~:10 * ? [a-z] {a,b}',
  'a | b > c < d & e',
  '# no comment',
  'define service {',
  '}',
  'grün ☂ 日本',
  '%s %n',
  '\ttab\t',
];

const everyDay = { days: weekdays, ranges: [{ from: 540, to: 1020 }] };

const checks: readonly Check[] = [
  sampleCheck('offline-queue', { dependsOn: ['alive'], during: 'office', dashboard: 'https://graphs.example.com/?a=$x;b' }),
  sampleCheck('alive', { subject: { kind: 'probe', probe: 'tcp', fields: { port: 22 }, thresholds: [] }, notify: { critical: 'page' } }),
  sampleCheck('area/disk', {
    subject: {
      kind: 'probe',
      probe: 'disk',
      fields: { path: '/srv' },
      thresholds: [
        {
          measure: 'used',
          threshold: 'disk',
          unit: unit('%'),
          variants: [
            { hosts: ['worker1'], limits: [{ form: 'atLeast', warning: bound('80'), critical: bound('90') }] },
            { hosts: ['worker2'], limits: [{ form: 'atLeast', critical: bound('95') }] },
          ],
        },
      ],
    },
    notify: { critical: 'ticket', warning: 'ticket' },
  }),
  sampleCheck('beat', { subject: { kind: 'heartbeat', metric: 'offline_queue_depth', withinMs: 600_000 } }),
  sampleCheck('cron-ran', { hosts: [], on: [], subject: { kind: 'heartbeat', withinMs: 90_000_000 }, stage: 'dark' }),
  sampleCheck('enough-alive', { subject: { kind: 'quorum', healthy: 'alive', atLeast: 1, warning: 2 } }),
  sampleCheck('budget', {
    hosts: [],
    on: [],
    subject: {
      kind: 'burnRate',
      slo: '0.999',
      periodMs: 2_592_000_000,
      errors: 'http_requests_total{code=~"5.."}',
      total: 'http_requests_total',
      tiers: [{ name: 'fast', severity: 'critical', longMs: 3_600_000, shortMs: 300_000, burn: '14.4', ceiling: '0.0144' }],
    },
  }),
  sampleCheck('expression', { subject: { kind: 'command', prometheus: 'up == 0' }, notify: {} }),
  sampleCheck('vendor', {
    why: hostileTexts.join('\n'),
    subject: { kind: 'command', nagios: ['/opt/vendor/check', '-H', '{address}', 'http://{host}/x', ...hostileTexts] },
  }),
];

/** A model with every kind of check, schedule shape and hostile text, small enough to read its output. */
export const variedModel = (options: object = {}): Model => {
  const base = sampleModel();
  return {
    ...base,
    teams: [
      ...base.teams.map((team) => ({
        ...team,
        escalation: [
          { afterMs: 1_800_000, team: 'ops', urgency: 'page' as const },
          { afterMs: 3_600_000, team: 'backend', urgency: 'ticket' as const },
        ],
      })),
      {
        id: 'ops',
        name: 'Operations; "all" $of$ them \\',
        receivers: {
          page: { kind: 'webhook', url: 'https://hooks.example.com/x', credentialsFile: '/etc/plimsoll/secrets/hook' },
          chat: { kind: 'slack', urlFile: '/etc/plimsoll/secrets/slack', channel: '#ops' },
        },
        escalation: [],
      },
    ],
    hosts: base.hosts.map((host) => (host.id === 'worker2' ? { ...host, parents: ['worker1'] } : host)),
    groups: [...base.groups, { id: 'empty', members: [], why: 'Nothing; yet.' }],
    schedules: [
      {
        id: 'office',
        why: 'When people are in; else $nobody$.',
        zone: 'Europe/Berlin',
        rules: [{ days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], ranges: [{ from: 540, to: 1050 }] }],
        exceptions: [
          { dates: [{ from: { month: 12, day: 24 }, to: { month: 1, day: 1 } }], ranges: [] },
          { dates: [{ from: { year: 2027, month: 3, day: 29 }, to: { year: 2027, month: 3, day: 30 } }], ranges: [{ from: 600, to: 720 }] },
        ],
      },
      { id: 'summer', why: 'Summer.', zone: 'Europe/Berlin', rules: [{ ...everyDay, months: [6, 7, 8] }], exceptions: [] },
    ],
    metrics: [sampleMetric('offline_queue_depth')],
    checks: [...checks].sort((a, b) => (a.id < b.id ? -1 : 1)),
    targets: { nagios: options },
  };
};
