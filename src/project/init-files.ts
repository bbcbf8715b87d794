/** One file of a fresh estate; `path` is relative to its root. */
export interface ScaffoldFile {
  readonly path: string;
  readonly text: string;
}

const settings = `estate: example
why: Watches two web servers and their job queue; replace it by what you run, one definition at a time.

environments:
  production: {}

# Options per daemon; remove the ones you do not have.
targets:
  nagios: {}
  ganglia: {}
  prometheus: {}
  alertmanager:
    defaultReceiver: ops # hears of alerts that are nobody's
    smtp: { smarthost: 'mail.example.com:587', from: monitoring@example.com }
    deadMansSwitch: { webhook: 'https://deadman.example.com/monitoring' } # tells you when it is no longer called
`;

const teams = `ops:
  name: Operations
  receivers:
    page: { email: ops-on-call@example.com }
    ticket: { email: ops@example.com }
    chat: { email: ops-log@example.com }
`;

const hosts = `web1:
  address: 192.0.2.11
  groups: [web]
web2:
  address: 192.0.2.12
  groups: [web]
`;

const groups = `web:
  why: Serves every page; one of the two can go, not both.
`;

const metrics = `job_queue_depth:
  why: Grows when the workers fall behind; the first thing that shows when mail or thumbnails will be late.
  owner: ops
  type: gauge
  unit: jobs
  range: 0..
  from: { dropFile: jobs } # the application writes /var/lib/plimsoll/drop/jobs.drop

# The collector reads the drop files; it says when it last did.
plimsoll_collector_last_run:
  why: Every value an application drops comes through the collector; when cron dies, all of them keep their last value.
  owner: ops
  type: gauge
  unit: seconds
  from:
    ganglia: plimsoll_collector_last_run
    prometheus: plimsoll_collector_last_run > time() - 180
`;

const thresholds = `job-queue-depth:
  metric: job_queue_depth
  why: Ten thousand jobs take an hour to work off; beyond fifty thousand the night is not long enough.
  owner: ops
  above: { warning: 10k, critical: 50k }
  for: 5m

disk-used:
  unit: '%'
  why: At 90% there is a day left to react, at 95% an hour.
  owner: ops
  atLeast: { warning: 90%, critical: 95% }
`;

const jobChecks = `job-queue:
  why: People wait for mail and thumbnails within an hour of a stalled queue.
  owner: ops
  on: web
  threshold: job-queue-depth
  notify: { critical: page, warning: ticket }
  runbook: https://runbooks.example.com/job-queue

collector:
  why: With a dead collector, every check on a drop file judges old values.
  owner: ops
  on: web
  heartbeat: { metric: plimsoll_collector_last_run, within: 4m }
  notify: { critical: ticket }
`;

const webChecks = `import { checks } from 'plimsoll';

// The same as in YAML, with a language around it when there is something to repeat.
export default checks({
  'web-alive': {
    why: 'A web server that does not answer is half of the site.',
    owner: 'ops',
    on: 'web',
    probe: { http: { path: '/' } },
    notify: { critical: 'page' },
    runbook: 'https://runbooks.example.com/web-alive',
  },
  'web-disk': {
    why: 'Logs fill the disk first, and then nothing can be written at all.',
    owner: 'ops',
    on: 'web',
    probe: { disk: { path: '/' } },
    thresholds: { used: 'disk-used' },
    notify: { critical: 'ticket', warning: 'chat' },
  },
});
`;

const readme = `# Monitoring

What is watched here, written down so that it can be reviewed. Definitions are in \`checks/\`, \`thresholds/\`, \`metrics/\`,
\`teams/\` and \`inventory/\`; the folder says the kind, and every definition says why it exists.

    plimsoll validate    # find mistakes
    plimsoll build       # write generated/ENVIRONMENT/{nagios,ganglia,prometheus,alertmanager}
    plimsoll verify      # let the real daemons check it

\`plimsoll explain job-queue\` tells everything about one check. Editors complete and check with \`schemas/\`.
`;

const ignored = `/generated/
/.plimsoll/
/node_modules/
`;

const tsconfig = `{
  "compilerOptions": {
    "target": "es2022",
    "module": "esnext",
    "moduleResolution": "bundler",
    "strict": true,
    "noEmit": true,
    "skipLibCheck": true,
    "types": [],
    "allowImportingTsExtensions": true
  },
  "include": ["checks", "inventory", "metrics", "schedules", "teams", "thresholds"]
}
`;

/** The definitions and their surroundings; the editor's files are added by {@link initEstate}. */
export const scaffold: readonly ScaffoldFile[] = [
  { path: '.gitignore', text: ignored },
  { path: 'README.md', text: readme },
  { path: 'checks/jobs.yaml', text: jobChecks },
  { path: 'checks/web.ts', text: webChecks },
  { path: 'inventory/groups/web.yaml', text: groups },
  { path: 'inventory/hosts/web.yaml', text: hosts },
  { path: 'metrics/jobs.yaml', text: metrics },
  { path: 'plimsoll.yaml', text: settings },
  { path: 'teams/ops.yaml', text: teams },
  { path: 'thresholds/web.yaml', text: thresholds },
  { path: 'tsconfig.json', text: tsconfig },
];
