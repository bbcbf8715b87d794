import { expect, test } from 'vitest';
import type { Path } from '../../../../../src/compiler/load/document.ts';
import { parseFull } from '../../../../../src/compiler/load/yaml/full/parse-full.ts';
import { parseYaml } from '../../../../../src/compiler/load/yaml/parse-yaml.ts';

const text = `# a comment
queue-depth:
  why: |
    Grows when the workers
    fall behind.

  "owner": ops
  above: { warning: 10k, critical: '50k' } # high water
  on:
  - web
  - [db, { id: x }]
  note: spans
    two lines
  empty:
last: 1
`;

const shown = async (path: Path, what: 'key' | 'value', source = text): Promise<string | undefined> => {
  const { document } = await parseYaml('f.yaml', source);
  const span = document?.locate(path, what);
  const full = parseFull('f.yaml', source).document?.locate(path, what);
  expect(span).toEqual(full);
  return span && source.slice(span.start, span.end);
};

test.each<[Path, string, string]>([
  [['queue-depth', 'why'], 'why', '|\n    Grows when the workers\n    fall behind.'],
  [['queue-depth', 'owner'], '"owner"', 'ops'],
  [['queue-depth', 'above'], 'above', "{ warning: 10k, critical: '50k' }"],
  [['queue-depth', 'above', 'critical'], 'critical', "'50k'"],
  [['queue-depth', 'on'], 'on', '- web\n  - [db, { id: x }]'],
  [['queue-depth', 'on', 0], 'web', 'web'],
  [['queue-depth', 'on', 1, 1, 'id'], 'id', 'x'],
  [['queue-depth', 'note'], 'note', 'spans\n    two lines'],
  [['queue-depth', 'empty'], 'empty', 'empty'],
  [['last'], 'last', '1'],
])('%j has its key and its value where they were written', async (path, key, value) => {
  expect([await shown(path, 'key'), await shown(path, 'value')]).toEqual([key, value]);
});

test.each<[Path, string]>([
  [['queue-depth', 'above', 'clear'], 'above'],
  [['queue-depth', 'above', 'clear', 'deeper'], 'above'],
  [['queue-depth', 'on', 7], 'on'],
  [['queue-depth', 'on', 0, 'x'], 'web'],
  [['queue-depth', 'missing'], 'queue-depth'],
])('%j does not exist and is shown at the nearest key above', async (path, key) => {
  expect([await shown(path, 'key'), await shown(path, 'value')]).toEqual([key, key]);
});

test('an unknown definition is shown at the whole map, which starts at the first key', async () => {
  expect((await shown(['nothing'], 'key'))?.startsWith('queue-depth:')).toBe(true);
});

const merged = `base: &base
  why: from the base
  labels: { rack: a1 }
own:
  <<: *base
  why: own
again: *base
`;

test('a merged value is found where it was written, an own one wins', async () => {
  const { document, diagnostics } = await parseYaml('f.yaml', merged);
  expect(diagnostics).toEqual([]);
  expect(document?.value).toEqual({
    base: { why: 'from the base', labels: { rack: 'a1' } },
    own: { why: 'own', labels: { rack: 'a1' } },
    again: { why: 'from the base', labels: { rack: 'a1' } },
  });
  expect(document?.locate(['own', 'why'], 'value').start).toBe(merged.indexOf('own\nagain'));
  expect(document?.locate(['own', 'labels', 'rack'], 'value').start).toBe(merged.indexOf('a1'));
  expect(document?.locate(['own', 'labels'], 'key').start).toBe(merged.indexOf('labels'));
  expect(document?.locate(['own', 'missing'], 'key').start).toBe(merged.indexOf('own:'));
});

test('an aliased value is found at its alias, what is in it where it was written', async () => {
  expect(await shown(['again'], 'value', merged)).toBe('*base');
  expect(await shown(['again', 'why'], 'value', merged)).toBe('from the base');
});

test('earlier maps of a merge list win over later ones', async () => {
  const source = 'a: &a { x: 1 }\nb: &b { x: 2, y: 2 }\nc: { <<: [*a, *b], z: 3 }\n';
  const { document } = await parseYaml('f.yaml', source);
  expect(document?.value).toMatchObject({ c: { x: 1, y: 2, z: 3 } });
});

test('a quoted merge key is data', async () => {
  expect((await parseYaml('f.yaml', 'a: { "<<": 5 }\n')).document?.value).toEqual({ a: { '<<': 5 } });
});
