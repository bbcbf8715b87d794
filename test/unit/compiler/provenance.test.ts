import { expect, test } from 'vitest';
import { positionOf } from '../../../src/diagnostics/span.ts';
import { provenanceOf } from '../../../src/compiler/provenance.ts';
import { compileFiles } from '../../support/compile-files.ts';

const files = {
  'plimsoll.yaml': 'estate: example\nenvironments: { production: {}, staging: {} }\nevery: 2m\ntargets: {}\n',
  'checks/_defaults.yaml': 'dashboard: https://graphs.example.com/all\n',
  'checks/queue.yaml': `queue:
  why: Users miss thumbnails within an hour of a stalled queue.
  owner: ops
  on: web
  threshold: queue-depth
  notify: { critical: page, warning: ticket }
  runbook: https://runbooks.example.com/queue
  overrides:
    - environment: staging
      notify: { critical: chat }
      why: It wakes nobody.
`,
  'thresholds/queue.yaml': `queue-depth:
  metric: queue_depth
  why: At 50k the backlog takes longer than a night to drain.
  owner: ops
  above: { warning: 10k, critical: 50k }
  for: 10m
  overrides:
    - environment: staging
      above: { critical: 90k }
      why: Nobody waits for staging.
`,
};

test.each([
  ['production', 'notify.critical', 'definition', 'checks/queue.yaml:6:23'],
  ['staging', 'notify.critical', 'override', 'checks/queue.yaml:10:27'],
  ['staging', 'notify.warning', 'definition', 'checks/queue.yaml:6:38'],
  ['production', 'dashboard', 'default', 'checks/_defaults.yaml:1:12'],
  ['production', 'every', 'settings', 'plimsoll.yaml:3:8'],
  ['production', 'for', 'definition', 'thresholds/queue.yaml:6:8'],
  ['production', 'limits.above.critical', 'definition', 'thresholds/queue.yaml:5:36'],
  ['staging', 'limits.above.critical', 'override', 'thresholds/queue.yaml:9:26'],
  ['staging', 'limits.above.warning', 'definition', 'thresholds/queue.yaml:5:21'],
  ['production', 'stage', 'built-in', 'checks/queue.yaml:1:1'],
  ['production', undefined, 'definition', 'checks/queue.yaml:1:1'],
])('in %s, %s comes from a %s at %s', async (environment, field, from, place) => {
  const compilation = await compileFiles(files);
  const model = compilation.models.find((one) => one.environment === environment)!;
  const found = provenanceOf(compilation, model).find({ kind: 'checks', id: 'queue', ...(field === undefined ? {} : { field }) });
  const at = positionOf(found!.span, compilation.texts);
  expect([found?.from, `${at.file}:${at.line}:${at.column}`]).toEqual([from, place]);
});

const byHost = {
  'thresholds/queue.yaml': `queue-depth:
  metric: queue_depth
  why: At 50k the backlog takes longer than a night to drain.
  owner: ops
  above: { warning: 10k, critical: 50k }
  overrides:
    - on: db
      above: { critical: 90k }
      why: Drains on Sundays.
    - on: [web2]
      above: { critical: 70k }
      why: Gets the weekly import.
page-time:
  unit: seconds
  why: Two seconds lose one visitor in nine.
  owner: ops
  above: { warning: 1s, critical: 2s }
  overrides:
    - on: web2
      above: { critical: 5s }
      why: Has half the memory.
`,
  'inventory/groups/groups.yaml': `web: { why: Serves pages. }
db: { hosts: [db1] }
`,
  'checks/queue.yaml': `queue:
  why: Users miss thumbnails within an hour of a stalled queue.
  owner: ops
  on: [web, db]
  threshold: queue-depth
  notify: { critical: ticket, warning: chat }
page:
  why: What a visitor sees first.
  owner: ops
  on: web
  probe: { http: {} }
  thresholds: { responseTime: page-time }
  notify: { critical: ticket, warning: chat }
`,
};

test.each([
  ['queue', 'web1', 'limits.above.critical', 'definition', 'thresholds/queue.yaml:5:36'],
  ['queue', 'db1', 'limits.above.critical', 'override', 'thresholds/queue.yaml:8:26'],
  ['queue', 'web2', 'limits.above.critical', 'override', 'thresholds/queue.yaml:11:26'],
  ['queue', 'web2', 'limits.above.warning', 'definition', 'thresholds/queue.yaml:5:21'],
  ['page', 'web1', 'thresholds.responseTime.limits.above.critical', 'definition', 'thresholds/queue.yaml:17:35'],
  ['page', 'web2', 'thresholds.responseTime.limits.above.critical', 'override', 'thresholds/queue.yaml:20:26'],
  ['page', 'web2', 'thresholds.responseTime', 'definition', 'checks/queue.yaml:12:31'],
])('for %s on %s, %s comes from a %s at %s', async (id, host, field, from, place) => {
  const compilation = await compileFiles(byHost);
  const [model] = compilation.models;
  const found = provenanceOf(compilation, model!).find({ kind: 'checks', id, field, host });
  const at = positionOf(found!.span, compilation.texts);
  expect([found?.from, `${at.file}:${at.line}:${at.column}`]).toEqual([from, place]);
});
