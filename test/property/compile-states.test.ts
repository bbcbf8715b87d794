// What a review compiles second makes use of what it compiled first: nobody may be able to tell.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isList, isMap } from '../../src/base/data.ts';
import type { Compilation } from '../../src/compiler/compile.ts';
import type { Definitions, Entry } from '../../src/compiler/definitions.ts';
import { folderKinds } from '../../src/compiler/load/folders.ts';
import type { Path } from '../../src/compiler/load/document.ts';
import { provenanceOf } from '../../src/compiler/provenance.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { compileOnly, compilingStates } from '../support/compile-files.ts';
import { corpusCases, corpusFiles, edited } from '../support/review-corpus.ts';

type Files = Readonly<Record<string, string>>;

const pathsIn = (value: unknown, path: Path = []): readonly Path[] => {
  const inner = isList(value) ? [...value.entries()] : isMap(value) ? Object.entries(value) : [];
  return [path, ...inner.flatMap(([key, one]: readonly [string | number, unknown]) => pathsIn(one, [...path, key]))];
};

const toldOfEntry = (entry: Entry<unknown>) => ({
  ...{ id: entry.id, file: entry.file, value: entry.value, sound: entry.sound, extent: entry.extent() },
  places: [...pathsIn(entry.value), ['missing'], ['ignore', 7]].map((path) => ({
    ...{ path, key: entry.locate(path, 'key'), value: entry.locate(path) },
    ...{ from: entry.from(path), layers: entry.layers(path) },
  })),
});

const toldOfDefinitions = (definitions: Definitions) => ({
  settings: toldOfEntry(definitions.settings),
  kinds: folderKinds.map((kind) => {
    const { broken, complete } = definitions[kind];
    return {
      kind,
      broken: [...broken],
      complete,
      entries: [...definitions[kind].values()].map((entry: Entry<unknown>) => toldOfEntry(entry)),
    };
  }),
});

const findingAt = (code: string, { extent }: Entry<unknown>): Diagnostic => ({
  ...{ code, slug: 'slug', severity: 'warning', message: code, span: extent(), why: '', help: '', related: [] },
});

/** What emitters could say of every definition, and what is left of it. */
const suppressed = ({ definitions, suppressEmitted }: Compilation) => {
  const entries = folderKinds.flatMap((kind): readonly Entry<unknown>[] => [...(definitions?.[kind].values() ?? [])]);
  const emitted = entries.flatMap((entry) => ['PLM402', 'PLM401'].map((code) => findingAt(code, entry)));
  return [true, false].map((complete) => suppressEmitted(emitted, complete));
};

const fields = ['', 'for', 'every', 'owner', 'limits', 'limits.above.critical', 'notify.critical', 'thresholds.used', 'runbook', 'on.0'];

const provenance = (compilation: Compilation) =>
  compilation.models.map((model) => {
    const { find } = provenanceOf(compilation, model);
    return model.checks.flatMap(({ id, hosts }) =>
      fields.map((field) => find({ kind: 'checks', id, field, ...(hosts[0] === undefined ? {} : { host: hosts[0] }) })),
    );
  });

/** Everything that can be asked of a compilation. */
const told = (compilation: Compilation) => ({
  texts: [...compilation.texts],
  models: compilation.models,
  diagnostics: compilation.diagnostics,
  suppressed: suppressed(compilation),
  provenance: provenance(compilation),
  ...(compilation.definitions === undefined ? {} : { definitions: toldOfDefinitions(compilation.definitions) }),
});

const expectSame = async (before: Files, after: Files): Promise<void> => {
  const compile = compilingStates();
  const base = await compile(before);
  const kept = told(base);
  const head = told(await compile(after));
  expect(head).toEqual(told(await compileOnly(after)));
  expect(told(base)).toEqual(kept);
};

const pages = `pages:
  why: A page that fails is a visitor lost.
  on: web
  threshold: answer-time
  ignore: [{ code: PLM320, why: The one who looks after it knows. }]
searches:
  why: Searches are half of all pages.
  on: [web, workers]
  threshold: late
  ignore: [{ code: PLM402, why: Known., until: 2026-01-31 }]
`;

const late = `late:
  metric: answer_time
  why: Late is what people remember.
  overrides: [{ on: workers, above: { critical: 3s }, why: They may wait. }]
later:
  metric: answer_time
  why: Nobody uses it.
`;

const shards = `import { checks } from 'plimsoll';
import { port } from '../lib/ports.ts';
export default checks({ shards: { why: 'Half a pair is none.', owner: 'backend', on: 'web', probe: { tcp: { port } }, notify: { critical: 'page' } } });
`;

/** With something of everything that decides what another file means. */
const base: Files = {
  ...corpusFiles(),
  'checks/web/_defaults.yaml': 'owner: backend\nnotify: { warning: ticket }\n',
  'checks/web/pages.yaml': pages,
  'thresholds/web/_defaults.yaml': 'owner: backend\nabove: { warning: 300ms, critical: 2s }\n',
  'thresholds/web/late.yaml': late,
  'inventory/hosts/found.json': '[{ "targets": ["found-1:9100"], "labels": { "groups": "web", "rack": "a" } }]\n',
};

const withTypescript: Files = { ...base, 'checks/shards.ts': shards, 'lib/ports.ts': 'export const port = 3306;\n' };

const replaced =
  (file: string, from: string, to: string) =>
  (files: Files): Files =>
    files[file] === undefined ? files : { ...files, [file]: files[file].replace(from, () => to) };

const written =
  (file: string, text: string) =>
  (files: Files): Files => ({ ...files, [file]: text });

const without = (files: Files, gone: string): Files => Object.fromEntries(Object.entries(files).filter(([file]) => file !== gone));

const renamed =
  (from: string, to: string) =>
  (files: Files): Files =>
    files[from] === undefined ? files : { ...without(files, from), [to]: files[from] };

const changes: Readonly<Record<string, (files: Files) => Files>> = {
  'another default of a folder': replaced('thresholds/web/_defaults.yaml', '2s', '4s'),
  'a default that does not fit': replaced('thresholds/web/_defaults.yaml', '2s', 'soon'),
  'a default that no schema knows': replaced('checks/web/_defaults.yaml', 'owner', 'ownr'),
  'a default that cannot be read': replaced('checks/web/_defaults.yaml', 'owner:', 'owner: ['),
  'a default of the folder above': written('thresholds/_defaults.yaml', 'for: 10m\n'),
  'a default in a file of the other name': renamed('thresholds/web/_defaults.yaml', 'thresholds/web/_defaults.yml'),
  'defaults that are gone': (files) => without(files, 'checks/web/_defaults.yaml'),
  'a file of another name': renamed('checks/web/pages.yaml', 'checks/web/a-pages.yaml'),
  'a file in another folder': renamed('checks/web/pages.yaml', 'checks/pages.yaml'),
  'an id that another file has, too': written('checks/again.yaml', pages),
  'an id that is none': written('checks/odd.yaml', 'Not An Id: { why: No., owner: backend, on: web, threshold: late }\nnor this: 3\n'),
  'a file that is no YAML': replaced('thresholds/thresholds.yaml', 'queue-depth:', 'queue-depth: ['),
  'a file with a scalar of two meanings': replaced('checks/checks.yaml', 'on: workers', 'on: off'),
  'a key that is repeated': replaced('teams/teams.yaml', '\n', '\nbackend: {}\n'),
  'a file that is empty': written('metrics/metrics.yaml', ''),
  'a file that does not belong': written('checks/notes.txt', 'no definitions'),
  'settings that are wrong': replaced('plimsoll.yaml', 'environments', 'environment'),
  'settings that are gone': (files) => without(files, 'plimsoll.yaml'),
  'another environment': replaced('plimsoll.yaml', 'environments:\n', 'environments:\n  staging: {}\n'),
  'a usual interval': (files) => ({ ...files, 'plimsoll.yaml': `every: 2m\n${files['plimsoll.yaml'] ?? ''}` }),
  'a metric of another unit': replaced('metrics/metrics.yaml', 'unit: ', 'unit: bytes #'),
  'a team that is gone': replaced('teams/teams.yaml', 'backend:', 'frontend:'),
  'a group that is gone': replaced('inventory/groups/groups.yaml', 'workers:', 'shirkers:'),
  'an ignore that has ended': replaced('checks/web/pages.yaml', '2026-01-31', '2026-12-31'),
  'an ignore of another code': replaced('checks/web/pages.yaml', 'PLM320', 'PLM301'),
  'an override for others': replaced('thresholds/web/late.yaml', 'on: workers', 'on: web'),
  'an override of nobody': replaced('thresholds/web/late.yaml', 'on: workers', 'on: nobody'),
  'a threshold nobody has': replaced('thresholds/web/late.yaml', 'late:', 'too-late:'),
  'other hosts found': replaced('inventory/hosts/found.json', 'found-1', 'found-2'),
  'hosts found in a file that is none': replaced('inventory/hosts/found.json', '[{', '{'),
  'nothing but white space': replaced('checks/checks.yaml', '\n', '\n\n'),
};

const typescriptChanges: typeof changes = {
  'a module that definitions import': replaced('lib/ports.ts', '3306', '3307'),
  'a module that throws': written('lib/ports.ts', 'export const port = ((): number => { throw new Error("no port"); })();\n'),
  'a module that is gone': (files) => without(files, 'lib/ports.ts'),
  'a module of nearly that name': renamed('lib/ports.ts', 'lib/port.ts'),
  'a module that shows what it exports elsewhere': written('lib/ports/index.ts', 'export const port = 1;\n'),
  'a definition in TypeScript': replaced('checks/shards.ts', 'Half a pair', 'Half of a pair'),
  'the builder of another kind': replaced('checks/shards.ts', 'import { checks }', 'import { metrics as checks }'),
  'a file that TypeScript does not read': written(
    'checks/another.yaml',
    'another: { why: No., owner: backend, on: web, threshold: late }\n',
  ),
};

const cases = corpusCases();

test.each(cases.map((one) => [one.name, one] as const))('beside its base as alone: %s', async (_, one) => {
  await expectSame(base, edited(base, one));
});

const named = (all: typeof changes) => Object.entries(all);

test.each(named({ ...changes, ...typescriptChanges }))('a change is one: %s', (_, change) => {
  expect(change(withTypescript)).not.toEqual(withTypescript);
});

test.each(named(changes))('beside its base as alone, and the base beside it: %s', async (_, change) => {
  await expectSame(base, change(base));
  await expectSame(change(base), base);
});

test.each(named({ ...typescriptChanges, 'another default of a folder': changes['another default of a folder'] ?? ((files) => files) }))(
  'with definitions in TypeScript, beside its base as alone: %s',
  { timeout: 60_000 },
  async (_, change) => {
    await expectSame(withTypescript, change(withTypescript));
    await expectSame(change(withTypescript), withTypescript);
  },
);

const byCorpus = cases.map((one) => (files: Files): Files => {
  try {
    return edited(files, one);
  } catch {
    return files;
  }
});

/** A file without one of its lines. */
const shortened =
  (file: number, line: number) =>
  (files: Files): Files => {
    const names = Object.keys(files);
    const name = names[file % names.length] ?? '';
    const lines = (files[name] ?? '').split('\n');
    return { ...files, [name]: lines.filter((_, index) => index !== line % lines.length).join('\n') };
  };

const someChange = fc.oneof(
  fc.constantFrom(...byCorpus),
  fc.constantFrom(...Object.values(changes)),
  fc.tuple(fc.nat(1000), fc.nat(1000)).map(([file, line]) => shortened(file, line)),
);
const someState = fc.array(someChange, { maxLength: 5 }).map((all) => all.reduce<Files>((files, change) => change(files), base));

test('any state beside any other as alone', { timeout: 300_000 }, async () => {
  await fc.assert(fc.asyncProperty(someState, someState, expectSame), { numRuns: 60 });
});

test('a state that is the same byte for byte is not compiled again', async () => {
  const compile = compilingStates();
  const first = await compile(withTypescript);
  expect(await compile({ ...withTypescript })).toBe(first);
  const listed = Object.fromEntries(Object.entries(withTypescript).toReversed());
  expect(await compile(listed)).toBe(first);
});

test('definitions whose files did not change are not judged again', async () => {
  const compile = compilingStates();
  const { definitions: before } = await compile(withTypescript);
  const { definitions: after } = await compile(replaced('thresholds/web/_defaults.yaml', '2s', '4s')(withTypescript));
  expect(after?.checks).toBe(before?.checks);
  expect(after?.thresholds.get('queue-depth')).toBe(before?.thresholds.get('queue-depth'));
  expect(after?.thresholds.get('late')).not.toBe(before?.thresholds.get('late'));
});
