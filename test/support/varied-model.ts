import { sortedBy } from '../../src/base/compare.ts';
import type { Limits } from '../../src/model/limits.ts';
import type { Check, CheckSubject, Metric, Model, Team } from '../../src/model/model.ts';
import { bound, sampleCheck, sampleMetric, sampleModel, unit } from './sample-model.ts';

/** What authors may write in texts: everything that templates, YAML or matchers could take for something of theirs. */
export const hostileTexts: readonly string[] = [
  'quotes " and \' and ` and \\ and \\n',
  'templates {{ .Labels }} {{ $value | humanize }} {{- end -}} {{ template "x" }} }} {{{ { {{',
  'ends in a brace {',
  '$labels.host $value ${x} $$ %s %d 100%',
  'yaml: no # comment\n- not a list\n\n  indented: "x"\n',
  'emoji 🚢 and ünï\u00adcode \u200b \ufb01',
  'tabs\tand <b>markup</b> & [links](javascript:x)',
  '{{ range query "up" }}{{ end }}',
  'no',
  '1e3',
  '---\n...',
];

const hosts = ['web1', 'web2', 'web3', 'db-1.example', 'db-2.example', 'db-3.example', 'db.4', 'db.5'] as const;

const metrics: readonly Metric[] = [
  sampleMetric('queue_depth'),
  sampleMetric('cache_hits', { unit: unit('%'), title: 'Cache {{ hits', source: { prometheus: '100 * hits_total / lookups_total' } }),
  sampleMetric('threads', {
    unit: unit('ratio'),
    title: 'Threads "busy"',
    source: { prometheus: 'max by (host) (mysql_threads{state=~"running|busy",job!="test"})' },
  }),
  sampleMetric('errors', {
    unit: unit('requests/s'),
    title: 'Errors',
    source: { prometheus: 'rate(errors_total{code=~"5..",path!~"/health.*"}[5m])' },
  }),
  sampleMetric('commented', { title: '# title', source: { prometheus: 'sessions{job="#"} # "all" of them' } }),
  sampleMetric('unseen', { source: { ganglia: 'unseen' } }),
];

const variants = (...limits: readonly Limits[]) =>
  limits.map((each, i) => ({ limits: each, hosts: i === 0 ? ['web1', 'web2'] : [hosts[i + 1] ?? `extra${i}`] }));

const threshold = (metric: string, ...limits: readonly Limits[]): CheckSubject => ({
  kind: 'threshold',
  threshold: 'limits',
  metric,
  variants: variants(...limits),
});

const oneSided: Limits = [{ form: 'above', warning: bound('10'), critical: bound('50') }];
const forms: readonly Limits[] = [
  oneSided,
  [{ form: 'below', warning: bound('0.5'), critical: bound('-0.25') }],
  [{ form: 'atLeast', critical: bound('2147483648') }],
  [{ form: 'atMost', warning: bound('0') }],
  [{ form: 'outside', warning: { low: bound('10'), high: bound('20') }, critical: { low: bound('5'), high: bound('123456789012.5') } }],
  [{ form: 'inside', critical: { low: bound('-1'), high: bound('1') } }],
  [
    { form: 'above', warning: bound('90'), critical: bound('95') },
    { form: 'below', critical: bound('1') },
  ],
];

const probe = (name: string, fields: Readonly<Record<string, unknown>>, held: readonly [string, string, Limits][] = []): CheckSubject => ({
  kind: 'probe',
  probe: name,
  fields,
  thresholds: held.map(([measure, of, limits]) => ({ measure, threshold: 'limits', unit: unit(of), variants: variants(limits) })),
});

const slow: Limits = [{ form: 'above', warning: bound('1'), critical: bound('5') }];
const low: Limits = [{ form: 'below', warning: bound('30'), critical: bound('7') }];
const tiers = [
  { name: 'fast', severity: 'critical', longMs: 3_600_000, shortMs: 300_000, burn: '14.4', ceiling: '0.0144' },
  { name: 'slow', severity: 'warning', longMs: 259_200_000, shortMs: 21_600_000, burn: '1', ceiling: '0.001' },
] as const;

const subjects: Readonly<Record<string, CheckSubject>> = {
  ...Object.fromEntries(forms.map((limits, i) => [`forms/form-${i}`, threshold('queue_depth', limits)])),
  'by-host': threshold('queue_depth', ...forms),
  'cache.by-host': threshold('cache_hits', ...forms),
  threads: threshold('threads', oneSided, low),
  errors: threshold('errors', oneSided),
  commented: threshold('commented', oneSided),
  'heartbeat/commented': { kind: 'heartbeat', metric: 'commented', withinMs: 120_000 },
  'burn/commented': {
    kind: 'burnRate',
    slo: '0.99',
    periodMs: 2_592_000_000,
    errors: 'failed_total # comment',
    total: 'all_total\n',
    tiers,
  },
  unseen: threshold('unseen', oneSided),
  'probe/http': probe('http', { path: '/a?b=%7B%7Bc%7D%7D', tls: true, contains: 'a "quoted" `text`' }, [
    ['responseTime', 'seconds', slow],
  ]),
  'probe/tcp': probe('tcp', { port: 22 }),
  'probe/ping': probe('ping', {}, [['loss', '%', [{ form: 'atLeast', warning: bound('10'), critical: bound('40') }]]]),
  'probe/tls': probe('tls-certificate', { port: 443 }, [['remaining', 'days', low]]),
  'probe/http-full': probe('http', {
    method: 'POST',
    path: '/a/b?c=%20&d=e;f=$g!',
    tls: true,
    hostHeader: 'www.example.com',
    headers: { 'X-Trace': 'a; "b" {{c}} $d', 'Content-Type': 'application/json' },
    body: '{"a": "{{ $value }} `x` \'y\' grün"}',
    status: ['2xx', 301, '400-404'],
    regex: '^[^"]+"(ok|fine)"[[:space:]]*$',
    certificate: 'verify',
    caFile: '/etc/plimsoll/ca.pem',
    timeout: '20s',
  }),
  'probe/http-followed': probe('http', { redirects: 'follow', notContains: '{{ error }} (fatal) "$1"' }),
  'probe/tcp-talk': probe('tcp', { port: 7, send: 'HELLO {{x}} ${1}\r\n', expect: '{{y}} "$2" (ok)', tls: true, serverName: 'a.example' }, [
    ['responseTime', 'seconds', slow],
  ]),
  'probe/tls-trusted': probe('tls-certificate', { serverName: 'a.example', certificate: 'verify' }, [['remaining', 'days', low]]),
  'probe/dns': probe('dns', { name: 'example.com', type: 'TXT', answers: ['v=spf1 {{x}} -all'] }, [['responseTime', 'seconds', slow]]),
  'probe/ssh': probe('ssh', {}, [['responseTime', 'seconds', slow]]),
  'probe/smtp': probe('smtp', { starttls: true, greeting: '{{mail}} "$x"' }, [['responseTime', 'seconds', slow]]),
  'probe/ntp': probe('ntp', {}, [['offset', 'seconds', slow]]),
  'probe/mysql': probe('mysql', { credentialsFile: '/etc/plimsoll/secrets/mysql.cnf', replication: true }, [
    ['replicationLag', 'seconds', oneSided],
  ]),
  'probe/redis': probe('redis', { password: 'required' }, [['responseTime', 'seconds', slow]]),
  'probe/disk': probe('disk', { path: '/var' }, [['used', '%', oneSided]]),
  'probe/load': probe('load', { perCpu: true }, [['load5', 'count', slow]]),
  'probe/process': probe('process', { name: 'cron' }),
  'heartbeat/direct': { kind: 'heartbeat', metric: 'queue_depth', withinMs: 600_000 },
  'heartbeat/calculated': { kind: 'heartbeat', metric: 'cache_hits', withinMs: 90_000 },
  'heartbeat/outside': { kind: 'heartbeat', withinMs: 90_000 },
  'quorum/threshold': { kind: 'quorum', healthy: 'by-host', atLeast: 2, warning: 3 },
  'quorum/calculated': { kind: 'quorum', healthy: 'cache.by-host', atLeast: 1 },
  'quorum/heartbeat': { kind: 'quorum', healthy: 'heartbeat/direct', atLeast: 2 },
  'quorum/probe': { kind: 'quorum', healthy: 'probe/http', atLeast: 2 },
  'quorum/tls': { kind: 'quorum', healthy: 'probe/tls', atLeast: 1 },
  'quorum/uncountable': { kind: 'quorum', healthy: 'command/plain', atLeast: 2 },
  burn: {
    kind: 'burnRate',
    slo: '0.999',
    periodMs: 2_592_000_000,
    errors: 'failed_total{job="a"} + other_total',
    total: 'sum(all_total)',
    tiers,
  },
  'command/plain': { kind: 'command', prometheus: 'mysql_up{job="x"} == 0' },
  'command/joined': { kind: 'command', prometheus: 'up == 0 and on (host) (hour() > 8)\n# a comment "' },
  'command/nagios': { kind: 'command', nagios: ['check_x'] },
  held: threshold(
    'queue_depth',
    [{ form: 'above', warning: bound('10'), critical: bound('50'), clear: bound('8') }],
    [{ form: 'above', critical: bound('80'), clear: bound('70') }],
    [
      { form: 'above', warning: bound('90'), clear: bound('85') },
      { form: 'below', critical: bound('1'), clear: bound('2') },
    ],
  ),
  'held/measured': probe('http', { path: '/held' }, [
    ['responseTime', 'seconds', [{ form: 'atLeast', warning: bound('1'), critical: bound('5'), clear: bound('0.5') }]],
  ]),
  'held/calculated': threshold('cache_hits', [{ form: 'below', warning: bound('80'), critical: bound('60'), clear: bound('90') }]),
  'burn/guarded': {
    kind: 'burnRate',
    slo: '0.99',
    periodMs: 2_592_000_000,
    errors: 'failed_total',
    total: 'all_total',
    tiers,
    minimumRate: { events: '100', seconds: '3600' },
  },
  'quorum/node': { kind: 'quorum', healthy: 'probe/disk', atLeast: 2 },
  'quorum/load': { kind: 'quorum', healthy: 'probe/load', atLeast: 1, warning: 2 },
  'quorum/held': { kind: 'quorum', healthy: 'held', atLeast: 1 },
};

const waits = [0, 60_000, 90_000, 300_000, 3_600_000, 259_200_000];

const checks: readonly Check[] = sortedBy(
  Object.entries(subjects).map(([id, subject], i): Check => {
    const text = hostileTexts[i % hostileTexts.length] ?? '';
    const forMs = waits[i % waits.length] ?? 0;
    return sampleCheck(id, {
      why: text,
      owner: i % 3 === 0 ? 'ops/night' : 'backend',
      hosts: subject.kind === 'threshold' ? subject.variants.flatMap((variant) => variant.hosts) : ['web1', 'web2', 'web3'],
      subject,
      stage: i % 7 === 3 ? 'dark' : 'live',
      notify: i % 5 === 4 ? {} : { critical: 'page', warning: i % 2 === 0 ? 'ticket' : 'chat' },
      timing: { everyMs: i % 4 === 0 ? 30_000 : 60_000, retryMs: 60_000, attempts: 1, forMs },
      ...(i % 6 === 0 ? { during: 'office' } : {}),
      ...(id === 'burn' ? { hosts: [] } : {}),
      ...(id === 'held' ? { firstDelayMs: 120_000 } : {}),
      ...(id === 'threads' ? { dependsOn: ['probe/ping'] } : {}),
      ...(i % 3 === 0 ? { dashboard: 'https://dash.example.com/d?x=%7B%7Ba%7D%7D&b=$c#"'.replace('"', '') } : {}),
    });
  }),
  ({ id }) => id,
);

const teams: readonly Team[] = [
  {
    id: 'backend',
    name: 'Back {{ end }} "team" 🚢',
    receivers: {
      page: { kind: 'pagerduty', routingKeyFile: '/etc/plimsoll/secrets/backend-pagerduty' },
      ticket: { kind: 'email', address: 'backend@example.com' },
      chat: { kind: 'slack', urlFile: '/etc/plimsoll/secrets/slack', channel: '#backend' },
    },
    escalation: [{ afterMs: 900_000, team: 'ops/night', urgency: 'page' }],
  },
  {
    id: 'ops/night',
    name: 'no',
    receivers: {
      page: {
        kind: 'webhook',
        url: 'https://hooks.example.com/x?a=b&c={d}'.replace('{d}', 'd'),
        credentialsFile: '/etc/plimsoll/secrets/hook',
      },
      ticket: { kind: 'webhook', url: 'http://127.0.0.1:9/t' },
      chat: { kind: 'email', address: 'night+chat@example.com' },
    },
    escalation: [],
  },
];

/** An estate with every kind of check and limit, hosts with limits of their own, and texts that mean harm. */
export const variedModel = (more: Partial<Model> = {}): Model =>
  sampleModel({
    teams,
    hosts: hosts.map((id, i) => ({ id, address: i === 2 ? '2001:db8::3' : `192.0.2.${i + 1}`, labels: {}, parents: [], groups: ['all'] })),
    groups: [{ id: 'all', members: [...hosts] }],
    metrics,
    checks,
    schedules: [
      {
        id: 'office',
        why: 'People are there.',
        zone: 'Europe/Berlin',
        rules: [
          { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], ranges: [{ from: 540, to: 1050 }] },
          {
            days: ['saturday'],
            ranges: [
              { from: 0, to: 360 },
              { from: 1320, to: 1440 },
            ],
            months: [4, 5],
          },
        ],
        exceptions: [{ dates: [{ from: { month: 12, day: 24 }, to: { month: 1, day: 2 } }], ranges: [{ from: 600, to: 720 }] }],
      },
    ],
    targets: { prometheus: {}, alertmanager: { defaultReceiver: 'backend' } },
    ...more,
  });
