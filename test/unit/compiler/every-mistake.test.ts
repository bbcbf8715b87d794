import { expect, test } from 'vitest';
import { diagnose, found } from '../../support/diagnose.ts';
import { baseFiles, type Files } from '../../support/memory-tree.ts';

/** The codes and places of the errors in the base estate with `files` over it. */
const errors = async (files: Files): Promise<readonly string[]> => {
  const diagnosis = await diagnose({ ...baseFiles(), ...files });
  const diagnostics = diagnosis.diagnostics.filter(({ severity }) => severity === 'error');
  return found({ ...diagnosis, diagnostics }).map((line) => line.split(' ').slice(0, 2).join(' '));
};

test('a mistake in one override does not hide those in the others', async () => {
  const text = `${baseFiles()['thresholds/queue.yaml']}  overrides:
    - { on: web1, above: { warning: 12k }, why: More memory., until: 2026-02-30 }
    - { on: wbe, above: { warning: 13k }, why: More memory. }
    - { on: web, above: { warning: 5s }, why: '' }
    - { on: web, environment: prodution, above: { warning: 14k }, why: More memory., until: 2020-01-01 }
`;
  expect((await errors({ 'thresholds/queue.yaml': text })).toSorted()).toEqual([
    'PLM105 thresholds/queue.yaml:7:70',
    'PLM105 thresholds/queue.yaml:9:47',
    'PLM202 thresholds/queue.yaml:10:31',
    'PLM202 thresholds/queue.yaml:8:13',
    'PLM302 thresholds/queue.yaml:9:36',
    'PLM316 thresholds/queue.yaml:10:93',
  ]);
});

test('what a check names is looked up though it has two subjects, or none', async () => {
  const text = `a:
  why: W.
  owner: nobody
  on: wbe
  threshold: queue-dept
  heartbeat: { within: 1h }
  during: nights
  notify: { critical: ticket }
b:
  why: W.
  owner: nobody
  on: wbe
  dependsOn: [c]
  notify: { critical: ticket }
`;
  expect((await errors({ 'checks/a.yaml': text })).toSorted()).toEqual([
    'PLM106 checks/a.yaml:6:3',
    'PLM106 checks/a.yaml:9:1',
    'PLM202 checks/a.yaml:11:10',
    'PLM202 checks/a.yaml:12:7',
    'PLM202 checks/a.yaml:13:15',
    'PLM202 checks/a.yaml:3:10',
    'PLM202 checks/a.yaml:4:7',
    'PLM202 checks/a.yaml:5:14',
    'PLM202 checks/a.yaml:7:11',
  ]);
});

test('every host and group that is not there is named, not only the first', async () => {
  const text = baseFiles()['checks/queue.yaml']?.replace('on: web', 'on: [wbe, web, bwe]');
  expect(await errors({ 'checks/queue.yaml': text })).toEqual(['PLM202 checks/queue.yaml:4:8', 'PLM202 checks/queue.yaml:4:18']);
});

test('definitions are checked though the settings have mistakes', async () => {
  const settings = `estate: Example
zone: Europe/Nowhere
environments:
  production: { targets: { nagois: {} } }
targets: { nagios: {} }
policy: { ops: opps, budgets: { pagesPerWeek: { oops: 3 } }, exceptions: [{ rule: pageNeedRunbook, on: queue, why: W. }] }
`;
  const checks = baseFiles()['checks/queue.yaml']?.replace('on: web', 'on: wbe');
  expect((await errors({ 'plimsoll.yaml': settings, 'checks/queue.yaml': checks })).toSorted()).toEqual([
    'PLM101 plimsoll.yaml:4:28',
    'PLM104 plimsoll.yaml:6:83',
    'PLM105 plimsoll.yaml:1:9',
    'PLM105 plimsoll.yaml:2:7',
    'PLM202 checks/queue.yaml:4:7',
    'PLM202 plimsoll.yaml:6:16',
    'PLM202 plimsoll.yaml:6:49',
  ]);
});

test('a receiver that cannot be understood is not also missing', async () => {
  const teams = 'ops:\n  name: Operations\n  receivers: { page: { email: nobody }, ticket: {} }\n';
  expect(await errors({ 'teams/teams.yaml': teams })).toEqual(['PLM106 teams/teams.yaml:3:41', 'PLM105 teams/teams.yaml:3:31']);
});

test('what an override of a check names is looked up, and blamed where it stands', async () => {
  const text = `${baseFiles()['checks/queue.yaml']}  overrides:
    - { environment: production, during: nights, why: Tried out. }
    - { environment: production, notify: { warning: chat }, why: Tried out. }
`;
  const teams = 'ops:\n  name: Operations\n  receivers: { page: { email: ops@example.com }, ticket: { email: ops@example.com } }\n';
  expect((await errors({ 'checks/queue.yaml': text, 'teams/teams.yaml': teams })).toSorted()).toEqual([
    'PLM202 checks/queue.yaml:9:42',
    'PLM204 checks/queue.yaml:10:53',
  ]);
});

test('a level that an override tells of and nothing reaches is blamed on the override', async () => {
  const text = `${baseFiles()['checks/collector.yaml']?.replace('notify: { critical: ticket }', 'notify: {}')}  overrides:
    - { environment: production, notify: { warning: ticket }, why: Tried out. }
`;
  expect(await errors({ 'checks/collector.yaml': text })).toEqual(['PLM323 checks/collector.yaml:8:53']);
});
