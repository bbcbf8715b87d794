import { expect, test } from 'vitest';
import { diagnose, found } from '../../support/diagnose.ts';
import { baseFiles, type Files } from '../../support/memory-tree.ts';

/** The codes and places of what matters in the base estate with `files` over it; notes are left out. */
const mistakes = async (files: Files): Promise<readonly string[]> => {
  const diagnosis = await diagnose({ ...baseFiles(), ...files });
  const diagnostics = diagnosis.diagnostics.filter(({ severity }) => severity !== 'info');
  return found({ ...diagnosis, diagnostics }).map((line) => line.split(' ').slice(0, 2).join(' '));
};

const broken = 'ops: "no end';

test.each([
  ['teams/teams.yaml'],
  ['metrics/queue.yaml'],
  ['thresholds/queue.yaml'],
  ['checks/queue.yaml'],
  ['inventory/hosts/hosts.yaml'],
  ['inventory/groups/groups.yaml'],
])('a syntax error in %s is the only finding, however much is named that may stand there', async (file) => {
  expect(await mistakes({ [file]: broken })).toEqual([expect.stringMatching(`^PLM024 ${file}:`)]);
});

test('a TypeScript file that cannot be evaluated may define what others name', async () => {
  const files = { 'teams/teams.yaml': '', 'teams/ops.ts': "throw new Error('not today');\n" };
  expect(await mistakes(files)).toEqual([expect.stringMatching('^PLM049 teams/ops.ts:')]);
});

test('a file that holds a list may have meant to define what others name', async () => {
  expect(await mistakes({ 'thresholds/queue.yaml': '- queue-depth\n' })).toEqual(['PLM036 thresholds/queue.yaml:1:1']);
});

test('definitions are not held against their schema while their defaults cannot be read', async () => {
  const files = {
    'checks/_defaults.yaml': 'owner: "ops',
    'checks/queue.yaml': 'queue:\n  why: Users miss thumbnails.\n  on: web\n  threshold: queue-depth\n  notify: { critical: ticket }\n',
  };
  expect(await mistakes(files)).toEqual([expect.stringMatching('^PLM024 checks/_defaults.yaml:')]);
});

test('another kind is still checked while one cannot be read', async () => {
  const files = {
    'teams/teams.yaml': broken,
    'thresholds/queue.yaml': baseFiles()['thresholds/queue.yaml']?.replace('queue_depth', 'queue_dept'),
  };
  expect(await mistakes(files)).toEqual([expect.stringMatching('^PLM024'), 'PLM202 thresholds/queue.yaml:2:11']);
});

test('an ambiguous number is not also called malformed', async () => {
  const text = baseFiles()['thresholds/queue.yaml']?.replace('10k', '1e3');
  expect(await mistakes({ 'thresholds/queue.yaml': text })).toEqual(['PLM029 thresholds/queue.yaml:5:21']);
});

test('an override on an unknown group is not also called idle', async () => {
  const text = `${baseFiles()['thresholds/queue.yaml']}  overrides:\n    - { on: wbe, above: { critical: 60k }, why: More memory. }\n`;
  expect(await mistakes({ 'thresholds/queue.yaml': text })).toEqual(['PLM202 thresholds/queue.yaml:7:13']);
});

test('a name that is both host and group is not also called empty', async () => {
  const groups = `${baseFiles()['inventory/groups/groups.yaml']}web1:\n  why: Also a host.\n`;
  const checks = baseFiles()['checks/queue.yaml']?.replace('on: web', 'on: web1');
  expect(await mistakes({ 'inventory/groups/groups.yaml': groups, 'checks/queue.yaml': checks })).toEqual([
    'PLM203 inventory/hosts/hosts.yaml:1:1',
  ]);
});

test('an objective out of range is one mistake, not one for each tier', async () => {
  const check =
    'site:\n  why: W.\n  owner: ops\n  burnRate: { slo: 110%, errors: a_total, total: b_total }\n  notify: { critical: ticket }\n';
  expect(await mistakes({ 'checks/site.yaml': check })).toEqual(['PLM110 checks/site.yaml:4:20']);
});

test.each([
  ['threshold', 'treshold', '5:3'],
  ['owner', 'onwer', '3:3'],
  ['why', 'wyh', '2:3'],
])('a misspelt `%s` is not also missing', async (key, misspelt, at) => {
  const text = baseFiles()['checks/queue.yaml']?.replace(`${key}:`, `${misspelt}:`);
  expect(await mistakes({ 'checks/queue.yaml': text })).toEqual([`PLM101 checks/queue.yaml:${at}`]);
});

test('a misspelt probe is not also no probe', async () => {
  const check = 'site:\n  why: W.\n  owner: ops\n  on: web\n  probe: { htpp: {} }\n  notify: { critical: ticket }\n';
  expect(await mistakes({ 'checks/site.yaml': check })).toEqual(['PLM101 checks/site.yaml:5:12']);
});
