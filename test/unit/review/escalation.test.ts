import { expect, test } from 'vitest';
import { corpusFiles, reviewFiles } from '../../support/review-corpus.ts';

const base = corpusFiles();
const teams = 'teams/teams.yaml';

const withSteps = (steps: string) => ({
  ...base,
  [teams]: (base[teams] ?? '').replace('ops:\n  name', `  escalation: ${steps}\nops:\n  name`),
});

const changeOf = async (before: string, after: string) => {
  const { document } = await reviewFiles(withSteps(before), withSteps(after));
  const change = document?.environments[0]?.plan.changes.find(({ id }) => id === 'queue');
  return change && [change.class, change.direction, change.needs.map(({ party, team }) => `${party} ${team ?? ''}`)];
};

const both = ['receiver backend', 'receiver ops'];

test('a step that comes later is loosened, one that comes sooner tightened', async () => {
  const [soon, late] = ['[{ after: 30m, team: ops, notify: page }]', '[{ after: 1h, team: ops, notify: page }]'];
  expect(await changeOf(soon, late)).toEqual(['C3', 'loosened', ['owner backend', ...both]]);
  expect(await changeOf(late, soon)).toEqual(['C4', 'tightened', both]);
});

test('telling the same people once more is tightened, and only once loosened', async () => {
  const [once, twice] = [
    '[{ after: 30m, team: ops, notify: page }]',
    '[{ after: 30m, team: ops, notify: page }, { after: 1h, team: ops, notify: page }]',
  ];
  expect(await changeOf(once, twice)).toEqual(['C4', 'tightened', both]);
  expect(await changeOf(twice, once)).toEqual(['C3', 'loosened', ['owner backend', ...both]]);
});
