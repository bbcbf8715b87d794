// A review does not emit both sides in full: what it says of the output must be the same as if it did.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareText } from '../../src/base/compare.ts';
import type { Compilation } from '../../src/compiler/compile.ts';
import type { Host } from '../../src/host/host.ts';
import { nodeHost } from '../../src/host/node-host.ts';
import { threadsWith } from '../../src/host/thread.ts';
import type { Model } from '../../src/model/model.ts';
import { emitArtifacts, emittersFor } from '../../src/project/emit.ts';
import { generatedChange } from '../../src/project/review/generated.ts';
import type { ModelPair } from '../../src/project/review/output.ts';
import { startOutputs, type WorthThread } from '../../src/project/review/outputs.ts';
import { compileOnly } from '../support/compile-files.ts';
import { corpusCases, corpusFiles, edited } from '../support/review-corpus.ts';

type Files = Readonly<Record<string, string>>;

const loader = new URL('../support/typescript-loader.mjs', import.meta.url).href;
const host: Host = { ...nodeHost(), startThread: threadsWith(['--import', loader]) };
const context = { host, root: '/estate', version: '0.0.0' };

interface Pair {
  readonly before: { readonly model: Model; readonly compilation: Compilation };
  readonly after: Pair['before'];
}

/** Every file as a build writes it: marks put in and taken out again, every place looked up. */
const built = ({ model, compilation }: Pair['before']): ReadonlyMap<string, string> => {
  const unheard = () => undefined;
  const compiled = async () => compilation;
  const locating = { ...context, progress: unheard, compile: compiled, compileStates: () => compiled };
  const emission = { context: locating, compilation, report: unheard, sawCheck: unheard, sawParity: unheard };
  return new Map(
    emittersFor(model).flatMap((emitter) =>
      [...emitArtifacts(emitter, model, emission)].map(({ path, text, mode }): [string, string] => [
        `${emitter.name}/${path}`,
        `${mode === 0o755 ? '#!\n' : ''}${text}`,
      ]),
    ),
  );
};

const digestOf = (files: ReadonlyMap<string, string>): string =>
  host.digest(
    [...files]
      .toSorted(([a], [b]) => compareText(a, b))
      .map(([path, text]) => `${host.digest(text)}  ${path}\n`)
      .join(''),
  );

/** Both sides emitted in full. */
const inFull = ({ before, after }: Pair) => {
  const [old, now] = [built(before), built(after)];
  const of = (files: ReadonlyMap<string, string>, name: string) => new Map([...files].filter(([path]) => path.startsWith(`${name}/`)));
  const names = ['alertmanager', 'ganglia', 'nagios', 'prometheus'];
  return {
    output: { before: digestOf(old), after: digestOf(now) },
    generated: names.flatMap((name) => generatedChange(name, of(old, name), of(now, name)) ?? []),
  };
};

const side = (compilation: Compilation): Pair['before'] => {
  const [model] = compilation.models;
  if (model === undefined) throw new Error('the estate has no environment');
  return { model, compilation };
};

const base = corpusFiles();
const cases = corpusCases();
const compiled = new Map<Files, Promise<Compilation>>();
const compileOnce = (files: Files): Promise<Compilation> => {
  const known = compiled.get(files) ?? compileOnly(files);
  compiled.set(files, known);
  return known;
};

/** The files after some changes of the corpus, as many of them as go together. */
const editedBy = (picked: readonly number[]): Files =>
  picked.reduce<Files>((files, index) => {
    const one = cases[index];
    try {
      return one === undefined ? files : edited(files, one);
    } catch {
      return files;
    }
  }, base);

const pairOf = async (before: Files, after: Files): Promise<Pair> => ({
  before: side(await compileOnce(before)),
  after: side(await compileOnce(after)),
});

const modelsOf = ({ before, after }: Pair) => ({ before: before.model, after: after.model });

const alone = { bytes: Infinity, checks: Infinity };

const outputsOf = async (pairs: readonly Pair[], worth: WorthThread) => {
  const outputs = startOutputs(context, worth);
  try {
    return await outputs.complete(pairs.map(modelsOf))();
  } finally {
    await outputs.stop();
  }
};

const together = { bytes: 0, checks: 0 };

/** As a review does it: the other thread begins before the head is compiled. */
const begunEarly = async (before: readonly Model[], pairs: readonly ModelPair[]) => {
  const outputs = startOutputs(context, together);
  try {
    outputs.watch({ list: () => [], read: () => new Uint8Array() }).read('plimsoll.yaml');
    outputs.begin(before);
    return await outputs.complete(pairs)();
  } finally {
    await outputs.stop();
  }
};

test.each(cases.map((one) => [one.name, one] as const))('%s: output as if both sides were emitted in full', async (_, one) => {
  const pair = await pairOf(base, edited(base, one));
  const made = await outputsOf([pair], alone);
  expect(made).toEqual([inFull(pair)]);
});

const some = fc.uniqueArray(fc.nat(cases.length - 1), { maxLength: 8 }).map(editedBy);

test('changes that come together give the output of both sides in full', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(some, some, async (before, after) => {
      const [old, now] = [await compileOnly(before), await compileOnly(after)];
      fc.pre(old.models.length > 0 && now.models.length > 0);
      const pair = { before: side(old), after: side(now) };
      expect(await outputsOf([pair], alone)).toEqual([inFull(pair)]);
    }),
    { numRuns: 12 },
  );
});

test('a side that is changed in nothing is emitted once, and its digests are those of both', async () => {
  const pair = await pairOf(base, { ...base });
  const [made] = await outputsOf([pair], alone);
  expect(made).toEqual(inFull(pair));
  expect(made?.output.before).toBe(made?.output.after);
});

test('two threads give what one gives', { timeout: 120_000 }, async () => {
  const pairs = await Promise.all(cases.slice(0, 3).map((one) => pairOf(base, edited(base, one))));
  expect(await outputsOf(pairs, { bytes: Infinity, checks: 0 })).toEqual(pairs.map(inFull));
});

test('a thread that begins with the base before there is a head gives the same', { timeout: 120_000 }, async () => {
  const pairs = await Promise.all(cases.slice(0, 3).map((one) => pairOf(base, edited(base, one))));
  const models = pairs.map(modelsOf).map(({ before, after }, index) => {
    const environment = `environment-${index}`;
    return { before: { ...before, environment }, after: { ...after, environment } };
  });
  const before = models.map((pair) => pair.before);
  const early = await begunEarly(before, models);
  const lone = startOutputs(context, alone).complete(models);
  expect(early).toEqual(await lone());
  expect(early).toHaveLength(3);
});

test('environments that only one side has are the same in two threads', { timeout: 120_000 }, async () => {
  const [pair] = await Promise.all(cases.slice(0, 1).map((one) => pairOf(base, edited(base, one))));
  if (pair === undefined) throw new Error('the corpus is empty');
  const { before, after } = modelsOf(pair);
  const empty = (model: Model): Model => ({
    ...model,
    teams: [],
    hosts: [],
    groups: [],
    schedules: [],
    metrics: [],
    checks: [],
    targets: {},
  });
  const pairs = [
    { before: empty({ ...after, environment: 'added' }), after: { ...after, environment: 'added' } },
    { before: { ...before, environment: 'gone' }, after: empty({ ...before, environment: 'gone' }) },
    { before: { ...before, environment: 'kept' }, after: { ...after, environment: 'kept' } },
  ];
  const lone = await startOutputs(context, alone).complete(pairs)();
  expect(
    await begunEarly(
      pairs.slice(1).map((one) => one.before),
      pairs,
    ),
  ).toEqual(lone);
});

test('a thread that hears of no head, since it is broken, is stopped', { timeout: 120_000 }, async () => {
  const { before } = modelsOf(await pairOf(base, { ...base }));
  const ends: Promise<unknown>[] = [];
  const startThread: Host['startThread'] = <A>(module: URL, question: unknown) => {
    const thread = host.startThread<A>(module, question);
    if (thread !== undefined) ends.push(thread.answer);
    return thread;
  };
  const outputs = startOutputs({ ...context, host: { ...host, startThread } }, together);
  outputs.begin([before]);
  await outputs.stop();
  expect(ends).toHaveLength(1);
  await expect(ends[0]).rejects.toThrow('without an answer');
});
