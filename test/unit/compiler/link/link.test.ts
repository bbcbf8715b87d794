import { isDuring } from '../../../../src/model/moment.ts';
import { expect, test } from 'vitest';
import { compileFiles, modelOf } from '../../../support/compile-files.ts';

const check = (id: string, more = ''): string => `${id}:
  why: Users miss thumbnails within an hour of a stalled queue.
  owner: ops
  on: web
  threshold: queue-depth
  notify: { critical: page, warning: ticket }
  runbook: https://runbooks.example.com/queue
${more}`;

const threshold = (more: string): string => `queue-depth:
  metric: queue_depth
  why: At 50k the backlog takes longer than a night to drain.
  owner: ops
  above: { warning: 10k, critical: 50k, clear: 8k }
${more}`;

const twoEnvironments = `estate: example
environments: { production: {}, staging: {} }
targets: {}
`;

test('overrides win limit by limit, the last that matches a host first', async () => {
  const model = await modelOf({
    'thresholds/queue.yaml': threshold(`  overrides:
    - on: web
      above: { critical: 60k }
      why: They have twice the memory.
    - on: web2
      above: { critical: 70k, clear: 5k }
      why: It drains the old queue.
`),
  });
  const queue = model.checks.find(({ id }) => id === 'queue');
  expect(queue?.subject).toMatchObject({
    kind: 'threshold',
    variants: [
      { hosts: ['web1'], limits: [{ form: 'above', warning: { text: '10000' }, critical: { text: '60000' }, clear: { text: '8000' } }] },
      { hosts: ['web2'], limits: [{ form: 'above', warning: { text: '10000' }, critical: { text: '70000' }, clear: { text: '5000' } }] },
    ],
  });
});

test('an environment has its own hosts, limits, receivers and patience', async () => {
  const files = {
    'plimsoll.yaml': twoEnvironments,
    'inventory/hosts/hosts.yaml': 'web1: { groups: [web], environments: [production] }\nweb2: { groups: [web] }\ndb1: {}\n',
    'thresholds/queue.yaml': threshold(`  for: 5m
  overrides:
    - environment: staging
      above: { critical: 90k }
      for: 20m
      why: Nobody waits for staging.
`),
    'checks/queue.yaml': check(
      'queue',
      '  overrides:\n    - { environment: staging, notify: { critical: chat }, why: It wakes nobody. }\n',
    ),
  };
  const [production, staging] = [await modelOf(files), await modelOf(files, 'staging')].map((model) =>
    model.checks.find(({ id }) => id === 'queue'),
  );
  expect(production).toMatchObject({
    hosts: ['web1', 'web2'],
    notify: { critical: 'page', warning: 'ticket' },
    timing: { forMs: 300_000, attempts: 6 },
  });
  expect(staging).toMatchObject({
    hosts: ['web2'],
    notify: { critical: 'chat', warning: 'ticket' },
    timing: { forMs: 1_200_000, attempts: 21 },
  });
  expect(staging?.subject).toMatchObject({ variants: [{ limits: [{ critical: { text: '90000' } }] }] });
});

test.each([
  ['  for: 5m\n', { forMs: 300_000, attempts: 6 }],
  ['  attempts: 3\n', { forMs: 120_000, attempts: 3 }],
  ['  attempts: 3\n  retry: 30s\n', { forMs: 60_000, attempts: 3, retryMs: 30_000 }],
  ['  for: 90s\n', { forMs: 90_000, attempts: 3 }],
  ['', { forMs: 0, attempts: 1, everyMs: 60_000 }],
])('%j gives %j', async (more, timing) => {
  const model = await modelOf({ 'checks/queue.yaml': check('queue', more) });
  expect(model.checks.find(({ id }) => id === 'queue')?.timing).toMatchObject(timing);
});

test('defaults of outer and inner folders are merged under a definition, key by key', async () => {
  const model = await modelOf({
    'checks/_defaults.yaml': 'every: 2m\nnotify: { warning: chat }\ndashboard: https://graphs.example.com/all\n',
    'checks/inner/_defaults.yaml': 'every: 3m\n',
    'checks/inner/web.yaml': check('inner/queue', '')
      .replace('  notify: { critical: page, warning: ticket }\n', '  notify: { critical: page }\n')
      .replace('on: web', 'on: db1'),
  });
  const inner = model.checks.find(({ id }) => id === 'inner/queue');
  expect(inner).toMatchObject({
    timing: { everyMs: 180_000 },
    notify: { critical: 'page', warning: 'chat' },
    dashboard: 'https://graphs.example.com/all',
  });
});

test('groups nest, and take hosts by pattern and by label', async () => {
  const model = await modelOf({
    'inventory/hosts/hosts.yaml': 'web1: { labels: { rack: a } }\nweb2: { labels: { rack: b } }\ndb1: { labels: { rack: a } }\n',
    'inventory/groups/groups.yaml': 'web: { match: web* }\nrack-a: { labels: { rack: a } }\nall: { groups: [web, rack-a] }\n',
  });
  expect(model.groups).toEqual([
    { id: 'all', members: ['db1', 'web1', 'web2'] },
    { id: 'rack-a', members: ['db1', 'web1'] },
    { id: 'web', members: ['web1', 'web2'] },
  ]);
});

test('a range across midnight is split into the days it touches', async () => {
  const model = await modelOf({
    'schedules/night.yaml': `night:
  why: The dump runs.
  zone: Europe/Berlin
  hours:
    - { days: fri-sat, times: 22:00-06:00 }
  except:
    - { dates: 12-24..12-26 }
`,
  });
  expect(model.schedules[0]).toEqual({
    id: 'night',
    why: 'The dump runs.',
    zone: 'Europe/Berlin',
    rules: [
      { days: ['friday', 'saturday'], ranges: [{ from: 1320, to: 1440 }] },
      { days: ['saturday', 'sunday'], ranges: [{ from: 0, to: 360 }] },
    ],
    exceptions: [{ dates: [{ from: { month: 12, day: 24 }, to: { month: 12, day: 26 } }], ranges: [] }],
  });
});

test('hours that end after midnight end on the day after the dates and months they begin in', async () => {
  const model = await modelOf({
    'schedules/night.yaml': `dated:
  why: Dumps of single nights.
  hours: [{ dates: [2026-12-31, 12-24..12-25, 02-28], times: 22:00-06:00 }]
monthly:
  why: The yearly accounts.
  hours: [{ months: [feb, dec], times: 22:00-06:00 }]
excepted:
  why: The night before the holidays begins early.
  hours: [{ times: 23:00-24:00 }]
  except: [{ dates: 12-24, times: 20:00-04:00 }]
`,
  });
  const during = (id: string, written: string): boolean => {
    const schedule = model.schedules.find((one) => one.id === id);
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = written.split(/[- :]/).map(Number);
    return schedule !== undefined && isDuring(schedule, { year, month, day, minute: hour * 60 + minute });
  };
  const inside = (id: string, times: readonly string[]): readonly string[] => times.filter((time) => during(id, time));
  expect(inside('dated', ['2026-12-31 05:00', '2026-12-31 23:00', '2027-01-01 05:00', '2027-01-01 06:00', '2027-01-01 23:00'])).toEqual([
    '2026-12-31 23:00',
    '2027-01-01 05:00',
  ]);
  expect(inside('dated', ['2026-12-24 05:00', '2026-12-25 05:00', '2026-12-26 05:00', '2026-12-27 05:00'])).toEqual([
    '2026-12-25 05:00',
    '2026-12-26 05:00',
  ]);
  expect(inside('dated', ['2027-02-28 05:00', '2027-03-01 05:00', '2028-02-29 05:00'])).toEqual(['2027-03-01 05:00', '2028-02-29 05:00']);
  expect(
    inside('monthly', [
      '2026-12-01 05:00',
      '2026-12-02 05:00',
      '2027-01-01 05:00',
      '2027-01-02 05:00',
      '2027-02-01 05:00',
      '2027-03-01 05:00',
    ]),
  ).toEqual(['2026-12-02 05:00', '2027-01-01 05:00', '2027-03-01 05:00']);
  expect(inside('excepted', ['2026-12-24 03:00', '2026-12-24 21:00', '2026-12-25 03:00', '2026-12-25 23:30'])).toEqual([
    '2026-12-24 21:00',
    '2026-12-25 03:00',
    '2026-12-25 23:30',
  ]);
});

test('burn-rate ceilings are exact decimals', async () => {
  const model = await modelOf({
    'checks/uploads.yaml': `uploads:
  why: Failed uploads are photos that users may not take again.
  owner: ops
  burnRate: { slo: 99.9%, errors: upload_errors_total, total: uploads_total }
  notify: { critical: page }
  runbook: https://runbooks.example.com/uploads
`,
  });
  const subject = model.checks.find(({ id }) => id === 'uploads')?.subject;
  expect(subject?.kind === 'burnRate' ? subject.tiers.map(({ ceiling }) => ceiling) : []).toEqual(['0.0144', '0.006', '0.003', '0.001']);
});

test('a definition with a mistake is still checked for all its others, and others may name it', async () => {
  const { diagnostics } = await compileFiles({
    'checks/queue.yaml': check('queue', '  notifi: {}\n').replace('owner: ops', 'owner: opps').replace('on: web', 'on: wbe'),
    'thresholds/queue.yaml': threshold('  fro: 5m\n'),
  });
  expect(diagnostics.map(({ code }) => code).sort()).toEqual(['PLM101', 'PLM101', 'PLM202', 'PLM202']);
});

test('the order of files and of keys makes no difference to the model', async () => {
  const files = { 'checks/a.yaml': check('b').replace('on: web', 'on: db1'), 'checks/z.yaml': '' };
  const other = {
    'checks/z.yaml': check('b')
      .replace('on: web', 'on: db1')
      .split('\n')
      .slice(0, 1)
      .concat(check('b').replace('on: web', 'on: db1').split('\n').slice(1, -1).reverse(), '')
      .join('\n'),
  };
  expect(await modelOf(other)).toEqual(await modelOf(files));
});
