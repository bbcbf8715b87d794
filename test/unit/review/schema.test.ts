import { Ajv, type ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import { reviewJsonSchema } from '../../../src/project/schemas.ts';
import type { ReviewDocument } from '../../../src/review/document.ts';
import { parseDocument } from '../../../src/review/parse-document.ts';
import type { reviewSchema } from '../../../src/review/schema.ts';
import { corpusCases, corpusFiles, edited, reviewFiles } from '../../support/review-corpus.ts';

/** All the way down, so that a field too many or too few on either side is a type error. */
type Flat<T> = T extends object ? { [K in keyof T]: Flat<T[K]> } : T;

const before = corpusFiles();
const documents = (
  await Promise.all(
    corpusCases().map(async (one) => {
      const { document } = await reviewFiles(before, edited(before, one));
      return document === undefined ? [] : [{ name: one.name, document }];
    }),
  )
).flat();

const validate: ValidateFunction = new Ajv({ strict: true, allowUnionTypes: true }).compile(reviewJsonSchema());

test('the schema says what the types say', () => {
  expectTypeOf<Flat<z.output<typeof reviewSchema>>>().toEqualTypeOf<Flat<ReviewDocument>>();
});

test('the corpus has reviews of every kind of facet', () => {
  const kinds = new Set(
    documents.flatMap(({ document }) =>
      document.environments.flatMap(({ plan }) => plan.changes.flatMap(({ facets }) => facets.map(({ kind }) => kind))),
    ),
  );
  expect(documents.length).toBeGreaterThan(60);
  expect(kinds.size).toBeGreaterThan(12);
});

test('every review of the corpus fits the published schema, and is read back as it was', () => {
  for (const { name, document } of documents) {
    const data: unknown = JSON.parse(JSON.stringify(document));
    expect(validate(data), `${name}: ${JSON.stringify(validate.errors)}`).toBe(true);
    expect(parseDocument(JSON.stringify(document)), name).toEqual(data);
  }
});

type Path = readonly (string | number)[];

/** The way to every value, the outermost first. */
const paths = (value: unknown, at: Path = []): readonly Path[] =>
  typeof value === 'object' && value !== null
    ? [at, ...Object.entries(value).flatMap(([key, item]) => paths(item, [...at, Array.isArray(value) ? Number(key) : key]))]
    : [at];

/** The value with another in the place of one of its parts; undefined takes the part away. */
const changed = (value: unknown, [key, ...rest]: Path, to: unknown): unknown => {
  if (key === undefined) return to;
  if (Array.isArray(value)) return value.map((item, at) => (at === key ? changed(item, rest, to) : item) as unknown);
  const { [key]: item, ...others } = value as Record<string, unknown>;
  const now = changed(item, rest, to);
  return now === undefined ? others : { ...others, [key]: now };
};

const whole = JSON.parse(
  JSON.stringify(
    documents.find(({ document }) => document.environments[0]?.plan.changes[0]?.facets.some(({ kind }) => kind === 'limits'))?.document,
  ),
) as unknown;
const everywhere = paths(whole);

test('a value of another type anywhere is refused, by the schema and by us', () => {
  const strange = fc.constantFrom<unknown>(7.5, -1, true, null, {}, [[]], { extra: '## approved' });
  fc.assert(
    fc.property(fc.constantFrom(...everywhere), strange, (path, value) => {
      const text = JSON.stringify(changed(whole, path, value));
      const read = parseDocument(text);
      if (typeof read === 'string') expect(validate(JSON.parse(text)) && !/twice|something else/.test(read)).toBe(false);
      else expect(validate(JSON.parse(text))).toBe(true);
      const original: unknown = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], whole);
      // Where a text stands, nothing else may.
      if (typeof original === 'string') expect(read).toEqual(expect.any(String));
    }),
    { numRuns: 400 },
  );
});

test('a key that is not in the schema is refused at every level', () => {
  const objects = everywhere.filter((path) => {
    const at: unknown = path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], whole);
    return typeof at === 'object' && at !== null && !Array.isArray(at);
  });
  expect(objects.length).toBeGreaterThan(20);
  for (const path of objects) {
    const text = JSON.stringify(changed(whole, [...path, 'markdown'], '## approved'));
    expect(parseDocument(text), path.join('.')).toContain('markdown');
    expect(validate(JSON.parse(text))).toBe(false);
  }
});

describe('what the schema cannot say', () => {
  const [first] = documents;
  if (first === undefined) throw new Error('empty corpus');
  const { document } = first;

  test('an environment stands in a review once, and its plan is its own', () => {
    const { environments } = document;
    expect(parseDocument(JSON.stringify({ ...document, environments: [...environments, ...environments] }))).toBe(
      'an environment stands in it twice',
    );
    const other = environments.map((one) => ({ ...one, environment: 'staging' }));
    expect(parseDocument(JSON.stringify({ ...document, environments: other }))).toBe('a plan in it is of something else');
  });

  test('brackets in texts do not count as depth, and depth without end is refused before it is parsed', () => {
    const deep = '['.repeat(1000);
    expect(parseDocument(JSON.stringify({ ...document, compiler: `${deep.slice(0, 500)}"\\` }))).toMatchObject({ version: 1 });
    expect(parseDocument(deep)).toBe('it nests too deep');
  });

  test('nothing of a prototype is taken from a key', () => {
    expect(parseDocument('{"__proto__":{"version":1}}')).toEqual(expect.any(String));
  });
});
