// Whatever a piece of a review's output is made of must be in its input: a forgotten part would show what the other side has.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeAnew, type Reuse, reusing } from '../../src/base/reuse.ts';
import { sharing } from '../../src/base/share.ts';
import type { Host } from '../../src/host/host.ts';
import { nodeHost } from '../../src/host/node-host.ts';
import type { Check, Model } from '../../src/model/model.ts';
import { emittersFor, emitTexts } from '../../src/project/emit.ts';
import { variedModel } from '../support/nagios-model.ts';
import { bound, sampleCheck, sampleMetric, unit } from '../support/sample-model.ts';

const own: Partial<Check> = { owner: 'ops', notify: { critical: 'page', warning: 'chat' } };

/** A check of one team for each way to refer to what belongs to another. */
const estate = (options: object): Model => {
  const model = variedModel(options);
  const metrics = [...model.metrics, sampleMetric('other_metric', { source: { ganglia: 'other' } })];
  const checks = [
    ...model.checks,
    sampleCheck('ops/counts', { ...own, subject: { kind: 'quorum', healthy: 'alive', atLeast: 1 } }),
    sampleCheck('ops/counts-all', { ...own, hosts: [], on: [], subject: { kind: 'quorum', healthy: 'ops/counts', atLeast: 1 } }),
    sampleCheck('ops/follows', { ...own, dependsOn: ['offline-queue', 'enough-alive'], during: 'summer', flapping: { low: 5, high: 20 } }),
    sampleCheck('ops/beats', { ...own, subject: { kind: 'heartbeat', metric: 'other_metric', withinMs: 600_000 } }),
    sampleCheck('ops/loaded', { ...own, subject: { kind: 'probe', probe: 'load', fields: {}, thresholds: [] } }),
  ];
  return { ...model, metrics, checks, targets: { ...model.targets, ganglia: {}, alertmanager: { defaultReceiver: 'backend' } } };
};

type Edit = (model: Model) => Model;

const each =
  <K extends 'teams' | 'hosts' | 'groups' | 'schedules' | 'metrics' | 'checks'>(kind: K, id: string) =>
  (more: Partial<Model[K][number]>): Edit =>
  (model) => ({ ...model, [kind]: model[kind].map((one) => (one.id === id ? { ...one, ...more } : one)) });

const without =
  (kind: 'groups' | 'checks' | 'hosts', id: string): Edit =>
  (model) => ({ ...model, [kind]: model[kind].filter((one) => one.id !== id) });

const targeted =
  (name: string, options: object): Edit =>
  (model) => ({ ...model, targets: { ...model.targets, [name]: { ...Object(model.targets[name]), ...options } } });

const prometheus = { prometheus: { url: 'http://prometheus.example.com:9090' } };
const poller = { metricResults: 'poller', poller: { owner: 'ops' } };
const limits = [{ form: 'above', warning: bound('1'), critical: bound('2'), clear: bound('0') }] as const;
const [queue, depth] = [each('checks', 'offline-queue'), each('metrics', 'offline_queue_depth')];
const [backend, ops, alive] = [each('teams', 'backend'), each('teams', 'ops'), each('checks', 'alive')];

const edits: Readonly<Record<string, Edit>> = {
  'source of a metric': depth({ source: { ganglia: 'renamed' } }),
  'metric that only Prometheus has': depth({ source: { prometheus: 'sum by (host) (depth)' } }),
  'unit, title and age of a metric': depth({ unit: unit('%'), title: 'Depth', staleAfterMs: 60_000 }),
  'type and reason of a metric': depth({ type: 'counter', why: 'Another reason.' }),
  'source of a metric that is listened for': each('metrics', 'other_metric')({ source: { ganglia: 'another' } }),
  'address of a host': each('hosts', 'worker1')({ address: '192.0.2.77' }),
  'labels of a host': each('hosts', 'worker1')({ labels: { rack: 'b' } }),
  'parents of a host': each('hosts', 'worker2')({ parents: [] }),
  'a host less': without('hosts', 'worker2'),
  'members of a group': each('groups', 'offline-workers')({ members: ['worker1'] }),
  'a group less': without('groups', 'offline-workers'),
  'reason of a group': each('groups', 'empty')({ why: 'Something.' }),
  'steps of an escalation': backend({ escalation: [{ afterMs: 600_000, team: 'ops', urgency: 'chat' }] }),
  'no escalation': backend({ escalation: [] }),
  'receivers of a team': backend({ receivers: { ticket: { kind: 'email', address: 'other@example.com' } } }),
  'receivers of who hears later': ops({ receivers: { chat: { kind: 'email', address: 'ops@example.com' } } }),
  'name of a team': ops({ name: 'Others' }),
  'members of a team': ops({ members: ['ada'] }),
  'zone of schedules': (model) => ({ ...model, schedules: model.schedules.map((one) => ({ ...one, zone: 'UTC' })) }),
  'zone of one schedule': each('schedules', 'office')({ zone: 'Asia/Tokyo' }),
  'hours of a schedule': each('schedules', 'office')({ exceptions: [] }),
  'hours that Nagios cannot say': each(
    'schedules',
    'summer',
  )({ rules: [1, 2].map((month) => ({ days: month === 1 ? ['monday'] : ['tuesday'], ranges: [{ from: 0, to: 60 }], months: [month] })) }),
  'limits of a check': queue({
    subject: {
      kind: 'threshold',
      threshold: 'offline-queue-depth',
      metric: 'offline_queue_depth',
      variants: [{ hosts: ['worker1', 'worker2'], limits }],
    },
  }),
  'hosts and limits by host': queue({
    subject: {
      kind: 'threshold',
      threshold: 'offline-queue-depth',
      metric: 'other_metric',
      variants: [
        { hosts: ['worker1'], limits },
        { hosts: ['worker2'], limits: [{ form: 'below', critical: bound('1') }] },
      ],
    },
  }),
  'stage of what others depend on': queue({ stage: 'dark' }),
  'who is told of what others depend on': queue({ notify: {} }),
  'hosts of what others depend on': queue({ hosts: ['worker2'], on: ['worker2'] }),
  'owner of what others depend on': queue({ owner: 'ops' }),
  'timing of a check': queue({ timing: { everyMs: 30_000, retryMs: 10_000, attempts: 3, forMs: 20_000 } }),
  'a first delay': queue({ firstDelayMs: 90_000, unknown: 'ignore' }),
  'hours of a check': queue({ during: 'summer' }),
  'notes and links of a check': queue({ notes: 'See {{ $value }}.', runbook: 'https://example.com/new', why: 'New.' }),
  'hosts of what is counted': alive({ hosts: ['worker1'], on: ['worker1'] }),
  'what is counted by a probe that none has': alive({
    subject: { kind: 'probe', probe: 'ping', fields: {}, thresholds: [] },
    hosts: [],
    on: [],
  }),
  'levels of what is counted': alive({
    subject: {
      kind: 'threshold',
      threshold: 'warned',
      metric: 'offline_queue_depth',
      variants: [{ hosts: ['worker1', 'worker2'], limits: [{ form: 'above', warning: bound('1') }] }],
    },
  }),
  'what is counted looks at a metric': alive({
    subject: { kind: 'heartbeat', metric: 'other_metric', withinMs: 60_000 },
  }),
  'what a quorum is on': each('checks', 'enough-alive')({ on: ['worker1', 'worker2'] }),
  'what is counted is gone': without('checks', 'alive'),
  'a check less': without('checks', 'beat'),
  estate: (model) => ({ ...model, estate: 'other' }),
  environment: (model) => ({ ...model, environment: 'staging' }),
  'label of hosts': (model) => ({ ...model, hostLabel: 'instance' }),
  'a Prometheus to ask': targeted('nagios', prometheus),
  'Prometheus first': targeted('nagios', { ...prometheus, ask: 'prometheus' }),
  'unit of intervals': targeted('nagios', { intervalLength: 60 }),
  reminders: targeted('nagios', { remindEvery: '1h' }),
  directories: targeted('nagios', { pluginDirectory: '/opt/plugins', libraryDirectory: '/opt/plimsoll' }),
  'no main file': targeted('nagios', { standalone: false }),
  'zone of the daemon': targeted('nagios', { zone: 'UTC' }),
  'how NRPE is asked': targeted('nagios', { nrpe: { timeout: '20s', tls: 'off' } }),
  'a poller': targeted('nagios', poller),
  'a poller that tells nobody': targeted('nagios', { ...poller, poller: { every: '2m' } }),
  'cluster of gmetad': targeted('nagios', { gmetad: { cluster: 'web' } }),
  'who is told by default': targeted('alertmanager', { defaultReceiver: 'ops' }),
  'pace of telling': targeted('alertmanager', { groupWait: '1m', repeatInterval: '6h', groupInterval: '10m' }),
  'directories of the collector': targeted('ganglia', { dropDirectory: '/srv/drop' }),
};

const plainServices =
  '{{provenance}}\n{{#each services}}{{mark}}{{@index}} {{host}} {{command}} {{description}} {{why}} {{groups}}\n{{/each}}';
const noTemplates = new Map<string, string>();
const ownTemplates = new Map([['/estate/templates/nagios/services.hbs', plainServices]]);

const filesOf = (model: Model, reuse: Reuse, templates: ReadonlyMap<string, string>) => {
  const real = nodeHost();
  const host: Host = { ...real, readText: (path) => (path.startsWith('/estate/') ? templates.get(path) : real.readText(path)) };
  const context = { host, root: '/estate', version: '0.0.0', reuse };
  return emittersFor(model).flatMap((emitter) =>
    [...emitTexts(emitter, model, context)].map((file) => ({ emitter: emitter.name, ...file })),
  );
};

/** Emitted one after the other with one memory, each is as if it had been emitted alone. */
const holds = (before: Model, after: Model, templates = noTemplates): void => {
  const reuse = new Map(emittersFor(after).map(({ name }) => [name, reusing()]));
  const shared = sharing(before, after);
  const remembered = (model: Model) =>
    emittersFor(model).flatMap(({ name }) => {
      const alone = { ...model, targets: { [name]: model.targets[name] } };
      return filesOf(alone, reuse.get(name) ?? makeAnew, templates);
    });
  const inTurn = [remembered(shared), remembered(before)];
  expect(inTurn).toEqual([after, before].map((model) => filesOf(model, makeAnew, templates)));
};

const foundations = { plain: estate({}), polled: estate(poller), asked: estate({ ...prometheus, ask: 'prometheus' }) };

test.each(Object.entries(edits))('%s: either side is as if it were emitted alone', (_, edit) => {
  for (const model of Object.values(foundations)) holds(model, edit(model));
});

const chosen = fc.uniqueArray(fc.constantFrom(...Object.values(edits)), { maxLength: 6 });
const bases = fc.constantFrom(...Object.values(foundations));
const editedBy = (model: Model, picked: readonly Edit[]): Model => picked.reduce((edited, edit) => edit(edited), model);

test('edits that come together, on both sides, leave each side as if it were emitted alone', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(bases, chosen, chosen, fc.boolean(), (model, old, now, hasTemplates) => {
      holds(editedBy(model, old), editedBy(model, now), hasTemplates ? ownTemplates : noTemplates);
    }),
    { numRuns: 50 },
  );
});

test("a team in which nothing has changed is not made again, whatever has in another's", () => {
  const [before, made] = [foundations.plain, new Set<string>()];
  const known = reusing();
  const reuse: Reuse = (name, input, make) =>
    known(name, input, (of) => {
      made.add(name);
      return make(of);
    });
  const after = sharing(before, each('checks', 'ops/beats')({ why: 'Another reason.' })(before));
  const nagiosOnly = (model: Model): Model => ({ ...model, targets: { nagios: model.targets['nagios'] } });
  filesOf(nagiosOnly(after), reuse, noTemplates);
  expect([...made].filter((name) => name.startsWith('team ')).toSorted()).toEqual(['team backend', 'team ops']);
  made.clear();
  filesOf(nagiosOnly(before), reuse, noTemplates);
  expect([...made].toSorted()).toEqual(['notify/checks/ops.tsv', 'objects/services/ops.cfg', 'team ops']);
});
