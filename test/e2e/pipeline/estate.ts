import type { Files } from '../../support/memory-tree.ts';
import type { PipelinePorts } from '../../support/pipeline.ts';

const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** `hh:mm-hh:mm` from so many hours after `now` to so many, in UTC; ends are full hours, so that they lie far from now. */
const hours = (now: Date, from: number, to: number): string => {
  const at = (shift: number) => (now.getUTCHours() + shift + 48) % 24;
  return `${twoDigits(at(from))}:00-${twoDigits(at(to) === 0 ? 24 : at(to))}:00`;
};

/** What checks on a value of their own say beside what all say. */
const watched: Readonly<Record<string, string>> = {
  offline: '',
  sudden: '',
  open: '  during: open\n',
  closed: '  during: closed\n',
  dark: '  stage: dark\n',
};

const metric = (name: string): string => `${name}_depth:
  why: A value to move.
  owner: backend
  type: gauge
  unit: tasks
  title: The depth of ${name}
  from: { dropFile: ${name} }
`;

const threshold = (name: string): string => `${name}-depth:
  metric: ${name}_depth
  why: At 50k the backlog takes longer than a night to drain.
  owner: backend
  above: { warning: 10k, critical: 50k }
  for: 1s
`;

const check = ([name, more]: readonly [string, string]): string => `${name}-queue:
  why: Users miss thumbnails.
  owner: backend
  on: workers
  threshold: ${name}-depth
  notify: { critical: page, warning: ticket }
  runbook: https://runbooks.example.com/${name}
  every: 1s
${more}`;

const settings = ({ exporter, alertmanager, prometheus, webhook }: PipelinePorts): string => `estate: pipeline
why: The way from a definition to a webhook.
zone: UTC
environments:
  production: {}
targets:
  prometheus:
    evaluationInterval: 1s
    scrapeInterval: 1s
    alertmanagers: ['127.0.0.1:${alertmanager}']
    nodeExporterPort: ${exporter}
    self: '127.0.0.1:${prometheus}'
    ownAlerts: ops
    environmentLabel: environment
    externalLabels: { site: berlin }
  alertmanager:
    groupWait: 1s
    groupInterval: 1s
    repeatInterval: 1h
    defaultReceiver: ops
    deadMansSwitch: { webhook: '${webhook}/alive', every: 1s }
`;

const receivers = (team: string, webhook: string): string => `  receivers:
    page: { webhook: { url: '${webhook}/${team}/page' } }
    ticket: { webhook: { url: '${webhook}/${team}/ticket' } }
`;

const schedules = (now: Date): string => `open:
  why: It is open now.
  hours: [{ times: '${hours(now, -6, 7)}' }]
closed:
  why: It is closed now.
  hours: [{ times: '${hours(now, 7, -6)}' }]
`;

/** An estate whose checks differ in who is to be told of the same value. */
export const estate =
  (now: Date, more: Files = {}) =>
  (ports: PipelinePorts): Files => ({
    'plimsoll.yaml': settings(ports),
    'inventory/hosts/hosts.yaml': `worker1:
  address: 127.0.0.1
  groups: [workers]
  labels: { rack: ${JSON.stringify(rack)} }
`,
    'inventory/groups/groups.yaml': 'workers:\n  why: They work.\n',
    'teams/teams.yaml': `backend:
  name: ${JSON.stringify(teamName)}
${receivers('backend', ports.webhook)}  escalation:
    - { after: 3s, team: ops, notify: page }
ops:
  name: Operations
${receivers('ops', ports.webhook)}`,
    'schedules/schedules.yaml': schedules(now),
    'metrics/queue.yaml': Object.keys(watched).map(metric).join(''),
    'thresholds/queue.yaml': Object.keys(watched).map(threshold).join(''),
    'checks/queue.yaml': Object.entries(watched).map(check).join(''),
    ...more,
  });

export const rack = 'row "7" {{ $value }} \\ 🚢';
export const teamName = 'Back {{ end }} "end" \u202ednekcaB\u202c 🚢';
