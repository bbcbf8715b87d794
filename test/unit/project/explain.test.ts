import { expect, test } from 'vitest';
import type { DefinitionExplanation, Explanation, ExplainOptions } from '../../../src/project/explain-types.ts';
import { openEstate } from '../../../src/project/index.ts';
import { baseFiles, type Files, memoryHost, memoryRoot } from '../../support/memory-tree.ts';

const settings = `estate: example
environments: { production: {} }
targets:
  nagios: {}
  prometheus: {}
  alertmanager: { smtp: { smarthost: 'localhost:25', from: alerts@example.com } }
`;

const explain = async (query: string, files: Files, options: ExplainOptions = {}): Promise<Explanation> => {
  const estate = await openEstate(memoryRoot, { host: memoryHost({ ...baseFiles(), 'plimsoll.yaml': settings, ...files }) });
  const { diagnostics = [], ...explanation } = await estate.explain(query, options);
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  return explanation;
};

const definition = async (query: string, files: Files, options: ExplainOptions = {}): Promise<DefinitionExplanation> => {
  const explanation = await explain(query, files, options);
  if (explanation.kind !== 'definition') throw new Error(`${query} is ${explanation.kind}`);
  return explanation;
};

const gateway = {
  'inventory/hosts/hosts.yaml': `web1: { address: 192.0.2.1, groups: [web], parents: [gw] }
web2: { address: 192.0.2.2, groups: [web], parents: [gw] }
db1: { address: 192.0.2.3 }
gw: { address: 192.0.2.254 }
`,
  'checks/more.yaml': `alive:
  why: A host that does not answer takes everything on it along.
  owner: ops
  on: [web, gw]
  probe: { ping: {} }
  notify: { critical: page }
  runbook: https://runbooks.example.com/alive
supervisor:
  why: Without it the workers die one by one.
  owner: ops
  on: web
  probe: { process: { name: taskmaster, user: offline } }
  thresholds: { count: workers }
  notify: { critical: page }
  runbook: https://runbooks.example.com/supervisor
errors:
  why: One in a thousand is what we promised.
  owner: ops
  burnRate: { slo: 99.9%, errors: http_errors_total, total: http_requests_total }
  notify: { critical: page, warning: ticket }
  runbook: https://runbooks.example.com/errors
silent:
  why: Nobody trusts it yet.
  owner: ops
  on: db1
  probe: { tcp: { port: 80 } }
  stage: dark
  notify: { critical: page }
  runbook: https://runbooks.example.com/silent
`,
  'thresholds/more.yaml': `workers:
  unit: count
  why: Eight are started by design.
  owner: ops
  atLeast: { warning: 9, critical: 20 }
  overrides:
    - on: web2
      atLeast: { critical: 40 }
      why: Has twice the cores.
`,
  'checks/queue.yaml': `queue:
  why: Users miss thumbnails within an hour of a stalled queue.
  owner: ops
  on: web
  threshold: queue-depth
  dependsOn: [supervisor]
  notify: { critical: page, warning: ticket }
  runbook: https://runbooks.example.com/queue
`,
};

const valueOf = ({ values }: DefinitionExplanation, field: string) => values.filter((one) => one.field === field);

test('what a probe asks and measures is shown with the override that decides on each host', async () => {
  const found = await definition('supervisor', gateway);
  expect(valueOf(found, 'probe.process.name')).toMatchObject([{ value: 'taskmaster', file: 'checks/more.yaml', line: 12 }]);
  expect(valueOf(found, 'thresholds.count.limits.atLeast.critical')).toMatchObject([
    { value: '20 processes', hosts: ['web1'], from: 'definition', chain: [{ value: '20', wins: true }] },
    {
      value: '40 processes',
      hosts: ['web2'],
      from: 'override',
      chain: [
        { value: '20', wins: false },
        { value: '40', on: ['web2'], why: 'Has twice the cores.', wins: true },
      ],
    },
  ]);
  expect(valueOf(found, 'thresholds.count.limits.why').map(({ value, line }) => [value, line])).toEqual([
    ['Eight are started by design.', 3],
    ['Has twice the cores.', 9],
  ]);
});

test('commands are those of the server and of the agent on the host', async () => {
  const { commands } = await definition('supervisor', gateway);
  expect(commands.filter(({ runs }) => runs === 'server').every(({ argv }) => argv[0]?.endsWith('/check_nrpe'))).toBe(true);
  expect(commands.filter(({ runs }) => runs === 'host').map(({ argv }) => argv.includes('taskmaster'))).toEqual([true, true]);
});

test('queries are the rules as generated', async () => {
  const { queries, objects } = await definition('errors', gateway);
  expect(queries.some(({ kind }) => kind === 'record')).toBe(true);
  expect(queries.filter(({ kind }) => kind === 'alert').length).toBeGreaterThan(3);
  const rules = objects.filter(({ artifact }) => artifact.includes('/prometheus/rules/')).map(({ text }) => text);
  expect(rules.join('\n').match(/^ +(?:- )?expr:/gm)?.length).toBe(queries.length);
});

test('what holds a check back is said for each backend', async () => {
  const { routes } = await definition('queue', gateway);
  expect(routes.map(({ level, told }) => [level, told])).toEqual([
    ['critical', true],
    ['warning', true],
    ['unknown', true],
  ]);
  expect(routes[1]?.quiet).toEqual([
    'Nobody is told of the warning while it is critical in the same place.',
    'In Nagios and Alertmanager nobody is told while supervisor is critical in the same place.',
    'In Nagios nobody is told while it finds the host down, or a host it is reached through (gw).',
    'In Alertmanager nobody is told while alive finds the host down, or a host it is reached through (gw).',
  ]);
});

test('a dark check tells nobody at any time', async () => {
  for (const options of [{}, { at: '2026-11-25T03:00' }]) {
    const { routes } = await definition('silent', gateway, options);
    expect(routes.every(({ told, steps }) => !told && steps[0] === 'nobody: the check is dark')).toBe(true);
  }
});

test('without hours of its own a check tells at any time, shown in the zone of the estate', async () => {
  const zoned = { ...gateway, 'plimsoll.yaml': `zone: Asia/Kathmandu\n${settings}` };
  const { routes } = await definition('queue', zoned, { at: '2026-11-25T03:00Z' });
  expect(routes[0]).toMatchObject({ told: true, at: 'Wednesday 2026-11-25 08:45 Asia/Kathmandu', steps: ['page ops by PagerDuty'] });
});

test('each kind says what uses it', async () => {
  const usersOf = async (query: string) => (await definition(query, gateway)).uses.map(({ id, how }) => `${id} ${how}`);
  expect(await usersOf('check:supervisor')).toEqual(['queue is explained by its failure']);
  expect(await usersOf('threshold:workers')).toEqual(['supervisor holds count against it']);
  expect(await usersOf('host:gw')).toEqual(['alive looks at it', 'web1 is reached through it', 'web2 is reached through it']);
  expect(await usersOf('metric:queue_depth')).toEqual(['queue holds it against queue-depth', 'queue-depth limits it']);
  expect(await usersOf('team:ops')).toContain('silent belongs to it, and is dark');
});

test('a threshold is made into the objects of the checks that use it', async () => {
  const { objects } = await definition('threshold:workers', gateway);
  const own = await definition('check:supervisor', gateway);
  expect(objects).toEqual(own.objects);
  expect(objects.length).toBeGreaterThan(4);
});

test('a time that is none is refused before anything is read', async () => {
  expect(await explain('queue', gateway, { at: '2026-02-30T03:00' })).toEqual({ kind: 'no-time', at: '2026-02-30T03:00' });
});
