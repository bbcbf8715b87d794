import { expect, test } from 'vitest';
import { nodeHost } from '../../../src/host/node-host.ts';
import { openEstate } from '../../../src/project/open.ts';
import { memoryTree } from '../../support/memory-tree.ts';
import { corpusFiles } from '../../support/review-corpus.ts';

type Files = Readonly<Record<string, string>>;
const base = corpusFiles();
const settings = 'plimsoll.yaml';
const teams = 'teams/teams.yaml';
const thresholds = 'thresholds/thresholds.yaml';

const edit = (files: Files, path: string, [from, to]: readonly [string, string]): Files => {
  const text = files[path] ?? '';
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  return { ...files, [path]: text.replace(from, () => to) };
};

interface Asked {
  readonly agreed?: string;
  readonly environment?: string;
}

const gate = async (after: Files, { agreed, environment }: Asked = {}, before: Files = base) => {
  const approvals = ['ana', 'ben', 'olga', 'sam'].map((by) => ({ by, output: agreed }));
  const host = {
    ...nodeHost(),
    tree: (root: string) => memoryTree(root === '/before' ? before : after),
    lookAt: () => ({ kind: 'other' }) as const,
    readText: () => JSON.stringify({ version: 1, authors: ['zed'], approvals }),
  };
  const estate = await openEstate('/estate', {
    host:
      agreed === undefined
        ? { ...host, readText: nodeHost().readText }
        : { ...host, readText: (path) => (path === '/approvals' ? host.readText() : nodeHost().readText(path)) },
    today: '2026-11-23',
  });
  return estate.gate({
    from: '/before',
    to: '/after',
    ...(agreed === undefined ? {} : { approvals: '/approvals' }),
    ...(environment === undefined ? {} : { environment }),
  });
};

const loosened = edit(edit(base, thresholds, ['critical: 50k', 'critical: 60k']), thresholds, ['At 50k', 'At 60k']);

test.each([
  ['a weaker policy', edit(loosened, settings, ['budgets: { hostsPerChange: 40 }', 'approvals: { C5: { owner: 0, receiver: 0 } }'])],
  ['a member of the team that is asked', edit(loosened, teams, ['members: [olga]', 'members: [olga, zed]'])],
  [
    'another owner of a metric',
    edit(loosened, 'metrics/metrics.yaml', ['What a visitor waits.\n  owner: backend', 'What a visitor waits.\n  owner: ops']),
  ],
  ['a template', { ...loosened, 'templates/nagios/main.hbs': 'log_file=/tmp/x\n' }],
])('who agreed has not agreed to %s that comes later', async (_, later) => {
  const { document } = await gate(loosened);
  const before = await gate(loosened, { agreed: document?.output ?? '' });
  expect(before.decisions.map(({ verdict }) => verdict)).toEqual(['pass']);
  const after = await gate(later, { agreed: document?.output ?? '' });
  expect(after.document?.output).not.toBe(document?.output);
  expect(after.decisions.map(({ verdict }) => verdict)).toEqual(['missing']);
});

test('an environment that is added is agreed to by the teams of the others', async () => {
  const added = edit(base, settings, ['  production: {}', '  production: {}\n  staging: {}']);
  const { document } = await gate(added);
  const { decisions } = await gate(added, { agreed: document?.output ?? '' });
  expect(document?.environments.map(({ environment, plan }) => [environment, plan.class])).toEqual([
    ['production', 'C0'],
    ['staging', 'C6'],
  ]);
  expect(decisions.map(({ verdict }) => verdict)).toEqual(['pass', 'pass']);
});

test('an environment that neither side has is not judged', async () => {
  const { document, diagnostics, decisions } = await gate(loosened, { environment: 'prodution' });
  expect(document).toBeUndefined();
  expect(decisions).toEqual([]);
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(['PLM018']);
});

test('an environment that only one side has can be asked for', async () => {
  const added = edit(base, settings, ['  production: {}', '  production: {}\n  staging: {}']);
  expect((await gate(added, { environment: 'staging' })).document?.environments.map(({ plan }) => plan.counts.added > 0)).toEqual([true]);
  expect((await gate(base, { environment: 'staging' }, added)).document?.environments.map(({ plan }) => plan.counts.removed > 0)).toEqual([
    true,
  ]);
});

test('an estate that is renamed and loses an environment is a review that can be read', async () => {
  const two = edit(base, settings, ['  production: {}', '  production: {}\n  staging: {}']);
  const { document } = await gate(edit(base, settings, ['estate: corpus', 'estate: body']), {}, two);
  expect(document?.environments.map(({ plan }) => plan.estate)).toEqual(['body', 'body']);
});
