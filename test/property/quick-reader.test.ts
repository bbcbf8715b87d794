import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type FolderKind, folderKinds, folders } from '../../src/compiler/load/folders.ts';
import { parseYaml } from '../../src/compiler/load/yaml/parse-yaml.ts';
import { parseQuickly } from '../../src/compiler/validate/quick-reader.ts';
import { schemas } from '../../src/compiler/validate/schemas.ts';

const root = join(import.meta.dirname, '../..');

const definitionsOf = async (kind: FolderKind): Promise<readonly unknown[]> => {
  const folder = join(root, folders[kind]);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.yaml') && !name.includes('_defaults'),
  );
  const parsed = await Promise.all(files.map((name) => parseYaml(name, readFileSync(join(folder, name), 'utf8'))));
  return parsed.flatMap(({ document }) => Object.values(Object.assign({}, document?.value)));
};

/** Every key, in order, and every value. */
const written = (value: unknown): string => JSON.stringify(value, (_, inner) => (inner === undefined ? '(undefined)' : inner));

const expectSame = (schema: z.ZodType, value: unknown): void => {
  const [quick, slow] = [parseQuickly(schema, value), schema.safeParse(value)];
  expect(quick.success).toBe(slow.success);
  expect(written(quick.data)).toBe(written(slow.data));
  expect(quick.error?.issues).toEqual(slow.error?.issues);
};

const odd = fc.oneof(
  ...[
    null,
    true,
    false,
    0,
    1,
    -1,
    1.5,
    '',
    'a',
    'A b',
    'page',
    'ops',
    '5m',
    '1ms',
    '90%',
    '10..20',
    '0..',
    'a/b',
    '__proto__',
    '2027-03-31',
  ].map((one) => fc.constant(one)),
  ...[[], ['a'], [null], {}, { why: 'w' }, { critical: '10' }, { critical: 'page', warning: 'wake' }].map((one) => fc.constant(one)),
  fc.constant(undefined),
  fc.jsonValue({ maxDepth: 2 }),
);

interface Change {
  readonly at: number;
  readonly how: 'drop' | 'rename' | 'put' | 'copy';
  readonly value: unknown;
}

const change = fc.record<Change>({ at: fc.nat(), how: fc.constantFrom('drop', 'rename', 'put', 'copy'), value: odd });

/** Every map and list in a value, itself included. */
const inner = (value: unknown): readonly object[] =>
  typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(inner)] : [];

const changed = (definition: unknown, { at, how, value }: Change): unknown => {
  const copy: unknown = structuredClone(definition);
  const places = inner(copy).flatMap((map) => Object.keys(map).map((key) => [map, key] as const));
  const [map, key] = places[at % Math.max(1, places.length)] ?? [];
  if (map === undefined || key === undefined) return copy;
  const before: unknown = Reflect.get(map, key);
  if (how === 'drop' || how === 'rename') Reflect.deleteProperty(map, key);
  if (how === 'rename') Reflect.set(map, `${key}s`, before);
  if (how === 'put') Reflect.set(map, key, value);
  if (how === 'copy') Reflect.set(map, String(places[(at * 7) % places.length]?.[1]), before);
  return copy;
};

test.each(folderKinds)('%s of the estate are read as zod reads them, whatever is changed in them', async (kind) => {
  const definitions = await definitionsOf(kind);
  expect(definitions.length).toBeGreaterThan(0);
  for (const definition of definitions) expectSame(schemas[kind], definition);
  fc.assert(
    fc.property(fc.constantFrom(...definitions), fc.array(change, { minLength: 1, maxLength: 3 }), (definition, changes) =>
      expectSame(schemas[kind], changes.reduce(changed, definition)),
    ),
    { numRuns: 1500, seed: 20261123 },
  );
});

test('what zod fills in, refines or allows besides its keys is left to zod', () => {
  const filled = z.strictObject({ a: z.string().default('x'), b: z.number().optional() });
  const refined = z.strictObject({ low: z.number(), high: z.number() }).refine(({ low, high }) => low <= high);
  const loose = z.object({ a: z.string() });
  const nullable = z.strictObject({ a: z.string().nullable(), b: z.string().nullish(), c: z.unknown() });
  for (const value of [
    {},
    { a: 'y' },
    { b: 2 },
    { a: undefined },
    { b: undefined },
    { c: 1 },
    { low: 1, high: 2 },
    { low: 2, high: 1 },
    { a: null },
    null,
    [],
  ])
    for (const schema of [
      filled,
      refined,
      loose,
      nullable,
      z.strictObject({ inner: filled }),
      z.strictObject({ inner: filled.optional() }),
    ])
      for (const given of [value, { inner: value }]) expectSame(schema, given);
});
