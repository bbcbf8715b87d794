import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode } from '../../src/compiler/load/decode.ts';
import { parseFull } from '../../src/compiler/load/yaml/full/parse-full.ts';
import { parseYaml } from '../../src/compiler/load/yaml/parse-yaml.ts';
import { parseSubset } from '../../src/compiler/load/yaml/subset/parse-subset.ts';
import { compareReaders, pathsOf } from '../support/yaml-agreement.ts';
import { writtenDocument, yamlPieces } from '../support/yaml-arbitrary.ts';

const root = new URL('../../', import.meta.url).pathname;

const realTexts = ['checks', 'inventory', 'metrics', 'schedules', 'teams', 'thresholds', 'test/fixtures'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
);

const expectSame = (text: string): void => {
  const agreement = compareReaders(text);
  if (typeof agreement === 'object') expect(agreement.subset, agreement.text).toEqual(agreement.full);
};

const mutation = fc.record({
  at: fc.nat(),
  cut: fc.nat({ max: 3 }),
  piece: fc.oneof(fc.constant(''), fc.constantFrom(...yamlPieces)),
});

const mutated = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(...realTexts),
      writtenDocument.map(({ text }) => text),
    ),
    fc.array(mutation, { minLength: 1, maxLength: 4 }),
  )
  .map(([text, mutations]) =>
    mutations.reduce(
      (now, { at, cut, piece }) => {
        const place = at % (now.length + 1);
        return now.slice(0, place) + piece + now.slice(place + cut);
      },
      text.slice(0, 2000),
    ),
  );

const pieces = fc.array(fc.constantFrom(...yamlPieces), { maxLength: 24 }).map((list) => list.join(''));

test('every document that data was written as reads back as that data, in one pass and in full', () => {
  fc.assert(
    fc.property(writtenDocument, ({ value, text }) => {
      const full = parseFull('f.yaml', text);
      expect(full.diagnostics, text).toEqual([]);
      expect(JSON.stringify(full.document?.value), text).toBe(JSON.stringify(value));
      expectSame(text);
    }),
    { numRuns: 2000 },
  );
});

test('at least nine of ten written documents are read in one pass', () => {
  const texts = fc.sample(writtenDocument, { numRuns: 1000, seed: 7 }).map(({ text }) => text);
  const taken = texts.filter((text) => parseSubset('f.yaml', text) !== undefined);
  expect(taken.length / texts.length).toBeGreaterThan(0.9);
});

test('both readers agree on value, order and every place of the real files', () => {
  for (const text of realTexts) expectSame(text);
});

test('both readers agree on files with mistakes in them', () => {
  fc.assert(fc.property(mutated, expectSame), { numRuns: 3000 });
});

test('both readers agree on texts that are nearly YAML', () => {
  fc.assert(fc.property(pieces, expectSame), { numRuns: 3000 });
});

const expectSound = async (text: string): Promise<void> => {
  const { document, diagnostics } = await parseYaml('f.yaml', text);
  for (const { span } of diagnostics) {
    expect(span?.start).toBeGreaterThanOrEqual(0);
    expect(span?.end).toBeLessThanOrEqual(text.length + 3);
    expect(span?.end).toBeGreaterThanOrEqual(span?.start ?? 0);
  }
  if (document === undefined) expect(diagnostics.length).toBeGreaterThan(0);
  else for (const path of pathsOf(document.value).slice(0, 200)) document.locate([...path, 'missing'], 'key');
};

test('no text throws, and what is not read is explained', async () => {
  await fc.assert(fc.asyncProperty(fc.oneof(mutated, pieces, fc.string({ unit: 'binary' })), expectSound), { numRuns: 1000 });
});

test('no bytes throw, and wrong ones are reported', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
      const { text, diagnostics } = decode('f.yaml', bytes);
      const isText = Buffer.from(bytes).equals(Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)));
      if (!isText) expect(diagnostics.map(({ code }) => code)).toContain('PLM021');
      await expectSound(text ?? '');
    }),
    { numRuns: 2000 },
  );
});
