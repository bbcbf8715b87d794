import { expect, test } from 'vitest';
import { csvText } from '../../../src/base/csv.ts';
import { openEstate } from '../../../src/project/index.ts';
import { baseFiles, type Files, memoryHost, memoryRoot } from '../../support/memory-tree.ts';

const files: Files = {
  ...baseFiles(),
  'plimsoll.yaml': 'estate: example\nenvironments: { production: {}, staging: {} }\ntargets: { nagios: {}, prometheus: {} }\n',
  'teams/teams.yaml': `ops:
  name: Operations
  receivers:
    page: { email: page@example.com }
    ticket: { email: ops@example.com }
  escalation:
    - { after: 30m, team: leads, notify: page }
leads:
  name: Leads
  receivers: { page: { email: leads@example.com } }
`,
  'checks/door.yaml': `door:
  why: It is left open.
  owner: leads
  on: [web1]
  probe: { ping: {} }
  thresholds: { roundTrip: slow }
  stage: dark
  notify: { critical: page }
  runbook: https://runbooks.example.com/door
`,
  'thresholds/slow.yaml': `slow:
  unit: ms
  why: Measured in March.
  owner: leads
  above: { critical: 50ms }
`,
  'thresholds/queue.yaml': `queue-depth:
  metric: queue_depth
  why: At 50k the backlog takes longer than a night to drain.
  owner: ops
  above: { warning: 10k, critical: 50k }
  overrides:
    - on: web2
      above: { critical: 90k }
      why: Gets the weekly import.
    - environment: staging
      above: { critical: 70k }
      why: Is filled in one go.
`,
};

const open = () => openEstate(memoryRoot, { host: memoryHost(files) });

const found = async (filter: Parameters<Awaited<ReturnType<typeof open>>['checks']>[0]) => {
  const { checks, diagnostics } = await (await open()).checks(filter);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return checks.map(({ environment, id }) => `${environment} ${id}`);
};

test.each([
  [{ owner: 'leads' }, ['production door', 'staging door']],
  [{ owner: 'leads', environment: 'staging' }, ['staging door']],
  [{ on: 'web2', environment: 'staging' }, ['staging collector', 'staging queue']],
  [{ on: 'web1', stage: 'live', environment: 'staging' }, ['staging collector', 'staging queue']],
  [{ receiver: 'leads', environment: 'production' }, ['production collector', 'production queue']],
  [{ receiver: 'ops/page', environment: 'production' }, ['production queue']],
  [{ receiver: 'leads/ticket' }, []],
  [{ receiver: 'leads', stage: 'dark' }, []],
])('%j is fitted by %j', async (filter, expected) => {
  expect(await found(filter)).toEqual(expected);
});

test.each([
  [{ owner: 'opz' }, 'there is no team `opz`; did you mean `ops`?'],
  [{ on: 'web3' }, 'there is no group or host `web3`; did you mean `web` or `web1` or `web2`?'],
  [{ receiver: 'ops/pages' }, 'there is no urgency `pages`; did you mean `page`?'],
  [{ receiver: 'ops/page/now' }, 'there is no urgency `page`'],
  [{ receiver: 'nobody' }, 'there is no receiver `nobody`; `plimsoll list` shows what there is.'],
  [{ receiver: 'page' }, undefined],
])('%j names what is not there: %s', async (filter, problem) => {
  const { problem: said } = await (await open()).checks(filter);
  if (problem === undefined) expect(said).toBeUndefined();
  else expect(said).toContain(problem);
});

test('who is told holds those of the escalation, each once', async () => {
  const { checks } = await (await open()).checks({ environment: 'production' });
  const queue = checks.find(({ id }) => id === 'queue');
  expect([queue?.critical, queue?.warning]).toEqual([
    ['ops/page', 'leads/page'],
    ['ops/ticket', 'leads/page'],
  ]);
});

test('a matrix has a row for each set of hosts with the same limits, whatever overrides they come from', async () => {
  const { rows, known } = await (await open()).matrix('queue-depth');
  expect(known).toBe(true);
  expect(rows.map(({ environment, hosts, limits }) => [environment, hosts.join(' '), limits['above critical']])).toEqual([
    ['production', 'web1', '50000 tasks'],
    ['production', 'web2', '90000 tasks'],
    ['staging', 'web1 web2', '70000 tasks'],
  ]);
});

test('a matrix shows what a probe measures in the unit it is measured in', async () => {
  const { rows } = await (await open()).matrix('slow');
  expect(rows.map(({ environment, limits, checks }) => [environment, limits['above critical'], checks])).toEqual([
    ['production', '0.05 seconds', ['door']],
    ['staging', '0.05 seconds', ['door']],
  ]);
});

test('cells that a spreadsheet would run are text, and what CSV separates by is quoted', () => {
  expect(
    csvText([
      ['=1+1', '+1', '-1', '@x', '\tx'],
      ['a,b', 'say "no"', 'two\nlines', '', '1-2'],
    ]),
  ).toBe(`'=1+1,'+1,'-1,'@x,'\tx\n"a,b","say ""no""","two\nlines",,1-2\n`);
});
