import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseFull } from '../../../../../src/compiler/load/yaml/full/parse-full.ts';
import { parseTree } from '../../../../../src/compiler/load/yaml/parse-tree.ts';
import { parseYaml } from '../../../../../src/compiler/load/yaml/parse-yaml.ts';
import { parseSubset } from '../../../../../src/compiler/load/yaml/subset/parse-subset.ts';

const codesOf = async (text: string): Promise<readonly string[]> => (await parseYaml('f.yaml', text)).diagnostics.map(({ code }) => code);

test.each(['', '\n\n', '# only a comment', '---\n', '---\n# nothing\n', '   '])('%j is an empty map without complaint', async (text) => {
  const { document, diagnostics } = await parseYaml('f.yaml', text);
  expect(diagnostics).toEqual([]);
  expect(document?.value).toEqual({});
  expect(document?.locate(['a'], 'key')).toEqual({ file: 'f.yaml', start: 0, end: 0 });
});

test('all mistakes of a file are found in one run', async () => {
  expect(await codesOf('a: 012\na: 1\nb: !x 1\nc: *d\n1: x\n__proto__: x\n<<: 3\n')).toEqual([
    'PLM029',
    'PLM026',
    'PLM030',
    'PLM031',
    'PLM027',
    'PLM028',
    'PLM035',
  ]);
});

test('syntax errors of several lines are all found, and there is no data', async () => {
  const { document, diagnostics } = await parseYaml('f.yaml', 'a: "\\q"\nb: 1\nc: @x\nd: 012\n');
  expect(document).toBeUndefined();
  expect(diagnostics.map(({ code }) => code)).toEqual(['PLM024', 'PLM024', 'PLM029']);
});

test('a duplicate key shows where the first one stands, and the first counts', async () => {
  const { document, diagnostics } = await parseYaml('f.yaml', 'a: 1\nb: 2\na: 3\n');
  expect(document?.value).toEqual({ a: 1, b: 2 });
  expect(diagnostics[0]?.span).toEqual({ file: 'f.yaml', start: 10, end: 11 });
  expect(diagnostics[0]?.related).toEqual([{ span: { file: 'f.yaml', start: 0, end: 1 }, label: 'first defined here' }]);
});

test.each(['__proto__', '"__proto__"', 'constructor', 'prototype'])('%s pollutes nothing', async (key) => {
  const { document, diagnostics } = await parseYaml('f.yaml', `a: { ${key}: { polluted: yes }, b: 1 }\n`);
  expect(diagnostics.map(({ code }) => code)).toEqual(['PLM028']);
  expect(JSON.stringify(document?.value)).toBe('{"a":{"b":1}}');
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test.each([['a: { x: 1 }\n'], ['a: &a { x: 1 }\n']])('maps inherit no name and pass a strict schema: %j', async (text) => {
  const { document } = await parseYaml('f.yaml', text);
  const value = document?.value as Record<string, unknown>;
  expect('toString' in value || 'constructor' in value).toBe(false);
  expect(z.strictObject({ a: z.record(z.string(), z.number()) }).safeParse(value).success).toBe(true);
  expect(z.strictObject({}).safeParse(value).success).toBe(false);
});

test.each(['[', '{a: ', '- ', '? ', 'a: [{b: '])(
  'a hundred thousand times %j is refused without overflowing the stack',
  async (opening) => {
    expect(await codesOf(opening.repeat(100_000))).toEqual(['PLM034']);
  },
);

const nested = (depth: number): string => `a: ${'['.repeat(depth - 1)}x${']'.repeat(depth - 1)}\n`;

test('both readers take 64 levels and neither takes 65', () => {
  expect(parseSubset('f.yaml', nested(64))).toBeDefined();
  expect(parseFull('f.yaml', nested(64)).diagnostics).toEqual([]);
  expect(parseSubset('f.yaml', nested(65))).toBeUndefined();
  expect(parseFull('f.yaml', nested(65)).diagnostics[0]?.span?.start).toBe(3 + 63);
});

test('aliases cannot nest deeper than brackets can', async () => {
  const lines = Array.from({ length: 100 }, (_, i) => (i === 0 ? 'a0: &a0 [x]' : `a${i}: &a${i} [*a${i - 1}]`));
  expect(new Set(await codesOf(`${lines.join('\n')}\n`))).toEqual(new Set(['PLM034']));
});

test('an alias bomb is refused once, in the time of its text', async () => {
  const lines = Array.from({ length: 30 }, (_, i) => (i === 0 ? 'a0: &a0 [x, x]' : `a${i}: &a${i} [*a${i - 1}, *a${i - 1}]`));
  expect(await codesOf(`${lines.join('\n')}\n`)).toEqual(['PLM033']);
});

test('line ends of Windows are read like others', async () => {
  const { document, diagnostics } = await parseYaml('f.yaml', 'a:\r\n  b: 10k\r\n  c: |\r\n    x\r\n');
  expect([document?.value, diagnostics]).toEqual([{ a: { b: '10k', c: 'x\n' } }, []]);
});

test('a tree may have any root', () => {
  expect(parseTree('f.json', '[{"targets": ["web1:9100"], "labels": {"rack": "1"}}]')).toMatchObject({
    document: { value: [{ targets: ['web1:9100'], labels: { rack: '1' } }] },
    diagnostics: [],
  });
});
