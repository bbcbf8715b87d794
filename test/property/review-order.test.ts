// Where a definition stands says nothing: neither which file of its folder, nor what stands before it, nor in which order its fields do.
import { dirname } from 'node:path/posix';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Document, isMap, type Pair, parseDocument, YAMLMap } from 'yaml';
import type { Model } from '../../src/model/model.ts';
import { makePlan } from '../../src/review/make-plan.ts';
import { compileOnly } from '../support/compile-files.ts';
import { corpusCases, corpusFiles, edited } from '../support/review-corpus.ts';

type Files = Readonly<Record<string, string>>;

const isScattered = (path: string): boolean => path.includes('/') && path.endsWith('.yaml') && !path.includes('/_');

const definitionsOf = (text: string): readonly Pair[] => {
  const { contents } = parseDocument(text);
  return isMap(contents) ? contents.items : [];
};

const written = (definitions: readonly Pair[]): string => {
  const map = new YAMLMap();
  map.items = [...definitions];
  return String(new Document(map));
};

/** Every definition in one of four files of its folder, drawn like its place in there and whether its fields are turned round. */
const scattered = (files: Files, draw: () => number): Files => {
  const parts = new Map<string, Pair[]>();
  for (const [path, text] of Object.entries(files)) {
    if (!isScattered(path)) continue;
    for (const definition of definitionsOf(text)) {
      if (isMap(definition.value) && draw() % 2 === 1) definition.value.items.reverse();
      const part = `${dirname(path)}/part-${draw() % 4}.yaml`;
      const there = parts.get(part) ?? [];
      there.splice(draw() % (there.length + 1), 0, definition);
      parts.set(part, there);
    }
  }
  const others = Object.entries(files).filter(([path]) => !isScattered(path));
  const all = [...others, ...[...parts].map(([path, definitions]): [string, string] => [path, written(definitions)])];
  return Object.fromEntries(draw() % 2 === 1 ? all.toReversed() : all);
};

const modelsOf = async (files: Files): Promise<readonly Model[]> => {
  const { models, diagnostics } = await compileOnly(files);
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
  return models;
};

const base = corpusFiles();
const changes = corpusCases().map((one) => ({ name: one.name, after: edited(base, one) }));
const draws = fc.infiniteStream(fc.nat(1_000_000)).map((stream) => () => {
  const { value } = stream.next();
  return value ?? 0;
});

test('an estate whose definitions are put elsewhere does not differ from what it was', { timeout: 60_000 }, async () => {
  const before = await modelsOf(base);
  await fc.assert(
    fc.asyncProperty(draws, async (draw) => {
      const after = await modelsOf(scattered(base, draw));
      expect(after).toEqual(before);
      for (const [index, model] of before.entries()) {
        const plan = makePlan(model, after[index] ?? model);
        expect(plan).toMatchObject({ class: 'C0', changes: [], needs: [] });
      }
    }),
    { numRuns: 40 },
  );
});

test('a change is the same change wherever the definitions of both sides stand', { timeout: 60_000 }, async () => {
  const plansOf = async (from: Files, to: Files) => {
    const [before, after] = [await modelsOf(from), await modelsOf(to)];
    return after.flatMap((model) =>
      before.filter(({ environment }) => environment === model.environment).map((was) => makePlan(was, model)),
    );
  };
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...changes), draws, async ({ after }, draw) => {
      const plans = await plansOf(base, after);
      expect(await plansOf(scattered(base, draw), scattered(after, draw))).toEqual(plans);
      compared += plans.flatMap((plan) => plan.changes).length;
    }),
    { numRuns: 60 },
  );
  expect(compared).toBeGreaterThan(30);
});
