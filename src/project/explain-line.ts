import { isMap, own } from '../base/data.ts';
import type { Compilation } from '../compiler/compile.ts';
import { chainOf } from '../compiler/provenance-chain.ts';
import { provenanceOf } from '../compiler/provenance.ts';
import { placesIn } from '../diagnostics/render/place.ts';
import type { Model, Origin } from '../model/model.ts';
import type { ProjectContext } from './context.ts';
import { emitters } from './emitters.ts';
import { type Decided, decidedAt, type Deciding } from './explain-decided.ts';
import type { LineExplanation, LineOrigin } from './explain-types.ts';
import { summaryOf } from './list.ts';
import { isOriginsPath, type KnownOrigin, originAt, originsPath, parseOrigins } from './origins-file.ts';
import { outputDirectory } from './output.ts';
import { type TemplateOf, templatesOf } from './whole-lines.ts';

interface Generated {
  /** Directory of the emitter's files, or of the environment's own, as the query wrote it; ends in `/`. */
  readonly base: string;
  readonly environment: string;
  readonly emitter?: string;
  readonly path: string;
  readonly line: number;
}

const parityFile = /^(.*\/)?([^/.][^/]*)\/((?:\.origins\/)?PARITY\.(?:md|json)(?:\.json)?)$/;

/** `generated/production/nagios/services/web.cfg:12`, taken apart at each name of an emitter in it: an environment may have one too. */
const parseQuery = (query: string): readonly Generated[] => {
  const match = /^(.+):(\d+)(?::\d+)?$/.exec(query);
  const [file = '', line] = [match?.[1], Number(match?.[2])];
  const [, above = '', environment = '', path] = parityFile.exec(file) ?? [];
  if (path !== undefined) return [{ base: `${above}${environment}/`, environment, path, line }];
  const parts = file.split('/');
  return parts.flatMap((emitter, at): readonly Generated[] => {
    if (at < 1 || !emitters.some(({ name }) => name === emitter)) return [];
    const base = `${parts.slice(0, at).join('/')}/`;
    return [{ base: `${base}${emitter}/`, environment: parts[at - 1] ?? '', emitter, path: parts.slice(at + 1).join('/'), line }];
  });
};

/** Where a query's files may be: as it says, or in the usual output directory, as explanations of definitions name them. */
const foldersOf = (base: string, root: string): readonly string[] =>
  base.startsWith('/') ? [base] : [`${root}/${base}`, `${outputDirectory(root, undefined).absolute}/${base}`];

const camelCase = (word: string): string => word.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The keyword a line of a configuration begins with. */
const keywordOf = (text: string): string => /^\s*(?:- )?"?([A-Za-z_]+)"?\s*[:=]/.exec(text)?.[1] ?? '';

/** An option of the emitter whose value a line shows; the target as a whole where it shows none. */
const optionOf = (model: Model, emitter: string | undefined, field: string | undefined, text: string): string => {
  if (emitter === undefined) return 'targets';
  const options = model.targets[emitter];
  const [wanted] = [field?.split('.')[0] ?? '', camelCase(keywordOf(text))].filter(
    (name) => isMap(options) && own(options, name) !== undefined,
  );
  if (wanted === undefined) return `targets.${emitter}`;
  return `targets.${emitter}.${field?.split('.')[0] === wanted ? field : wanted}`;
};

interface Reading {
  readonly context: ProjectContext;
  readonly compilation: Compilation;
  readonly places: ReturnType<typeof placesIn>;
  readonly textOf: (path: string) => readonly string[] | undefined;
  readonly originsOf: (path: string) => readonly KnownOrigin[];
  readonly lookUp: (environment: string) => LookUp | undefined;
  readonly templateOf: (model: Model, emitter: string) => TemplateOf;
}

interface LookUp extends Deciding {
  readonly model: Model;
}

const whyOf = ({ kind, id }: Origin, { definitions }: Compilation): string => {
  const entry = definitions === undefined || kind === 'settings' ? undefined : definitions[kind].get(id);
  return entry === undefined ? '' : summaryOf(entry.value);
};

/** An option is a map more often than not: shown at its key. */
const keyOf = ({ kind, field = '' }: Origin, { definitions }: Compilation) =>
  kind === 'settings' ? definitions?.settings.locate(field.split('.'), 'key') : undefined;

/** Why the limits are what they are: the override's own reason, or the threshold's. */
const reasonOf = ({ from, winner }: Decided): string | undefined => {
  if (from === 'override') return winner?.why;
  const own = isMap(winner?.value) ? winner.value['why'] : undefined;
  return typeof own === 'string' ? own.replaceAll(/\s+/g, ' ').trim() : undefined;
};

/** The value a line shows, looked up in the definitions as they are now; undefined when the definition is gone. */
const lookedUp = (
  origin: Origin,
  look: LookUp,
  { compilation, places }: Pick<Reading, 'compilation' | 'places'>,
): LineOrigin | undefined => {
  const found = decidedAt(origin, look);
  if (found === undefined) return undefined;
  const { file, line, column } = places(keyOf(origin, compilation) ?? found.span);
  const why = reasonOf(found) ?? whyOf(origin, compilation);
  return { file, line, column, ...origin, from: found.from, ...(why === '' ? {} : { why }) };
};

/** What decides a check that has no limits of its own: `probe`, `burnRate`, `command`, … */
const subjectOf = (id: string, { model }: LookUp): string => model.checks.find((one) => one.id === id)?.subject.kind ?? 'limits';

/** What a line may show, the likeliest first: an emitter knows keywords, not whether the definition has such a field. */
const fieldsFor = ({ kind, id, field, host }: Origin, shown: string | undefined, look: LookUp): readonly (string | undefined)[] => {
  if (kind !== 'checks') return [shown, field, undefined];
  const limits = shown === 'limits' || (shown === undefined && field === undefined && host !== undefined);
  return limits ? ['limits', subjectOf(id, look), undefined] : [shown ?? field];
};

/** The first of the fields that somebody wrote. A check has every field, if only by what is built in. */
const written = (origin: Origin, shown: string | undefined, look: LookUp): Origin => {
  const { kind, id, host } = origin;
  const candidates = fieldsFor(origin, shown, look).map((field): Origin => ({
    kind,
    id,
    ...(field !== undefined && { field }),
    ...(host !== undefined && { host }),
  }));
  return candidates.find((one) => look.find(one)?.from !== 'built-in') ?? candidates.at(-1) ?? { kind, id };
};

interface Line extends Generated {
  readonly text: string;
  readonly known: KnownOrigin | undefined;
}

const originOf = ({ emitter, environment, text, known }: Line, reading: Reading): LineOrigin | undefined => {
  const { compilation, lookUp } = reading;
  const look = lookUp(environment);
  const shown = emitters.find(({ name }) => name === emitter)?.fieldOf(text);
  if (known === undefined || known.origin.kind === 'settings') {
    const id = compilation.definitions?.settings.id;
    const field = look && optionOf(look.model, emitter, shown, text);
    return look && id !== undefined && field !== undefined ? lookedUp({ kind: 'settings', id, field }, look, reading) : undefined;
  }
  const { file, line, column, origin } = known;
  return (look && lookedUp(written(origin, shown, look), look, reading)) ?? { file, line, column, ...origin, from: 'definition' };
};

/** Who wrote a line of the file as a whole, and from what. */
const wholeOf = ({ emitter, environment, path, line }: Generated, { context, lookUp, templateOf }: Reading): string => {
  const model = lookUp(environment)?.model;
  if (emitter === undefined) return 'Plimsoll writes this report beside the files of the emitters it compares.';
  const template = model && templateOf(model, emitter)(path, line);
  if (template === undefined) return `The ${emitter} emitter writes it for the file as a whole.`;
  const file = `templates/${emitter}/${template}.hbs`;
  const whose = context.host.readText(`${context.root}/${file}`) === undefined ? "Plimsoll's" : "the estate's";
  return `The ${emitter} emitter writes it for the file as a whole, from ${whose} template ${file}.`;
};

/** Row by row a side file says where the lines of its artifact come from; the row itself is answered for. */
const inSideFile = (folder: string, { path, line }: Generated, { originsOf }: Reading): KnownOrigin | undefined =>
  originsOf(`${folder}${path}`)[line - 2];

const explainGenerated = (generated: Generated, reading: Reading): LineExplanation | undefined => {
  const { base, path, line } = generated;
  const { context, textOf, originsOf } = reading;
  const folder = foldersOf(base, context.root).find((one) => textOf(`${one}${path}`) !== undefined);
  const text = folder === undefined ? undefined : textOf(`${folder}${path}`)?.[line - 1];
  if (folder === undefined || text === undefined) return undefined;
  const isSide = isOriginsPath(path);
  const known = isSide ? inSideFile(folder, generated, reading) : originAt(originsOf(`${folder}${originsPath(path)}`), line);
  const origin = originOf({ ...generated, text: isSide ? '' : text, known }, reading);
  const whole = isSide
    ? `A side file of ${path.slice('.origins/'.length).replace(/\.json$/, '')}: each row says where lines of it come from.`
    : known === undefined || known.origin.kind === 'settings'
      ? wholeOf(generated, reading)
      : undefined;
  return { kind: 'line', artifact: `${base}${path}`, line, text, ...(origin && { origin }), ...(whole !== undefined && { whole }) };
};

const remembered = <K, T>(make: (key: K) => T): ((key: K) => T) => {
  const known = new Map<K, T>();
  return (key) => {
    const found = known.get(key) ?? make(key);
    known.set(key, found);
    return found;
  };
};

const linesOf = (text: string): readonly string[] => (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');

const readingOf = (context: ProjectContext, compilation: Compilation): Reading => ({
  context,
  compilation,
  places: placesIn(compilation.texts),
  textOf: remembered((path: string) => {
    const text = context.host.readText(path);
    return text === undefined ? undefined : linesOf(text);
  }),
  originsOf: remembered((path: string) => parseOrigins(context.host.readText(path) ?? '')),
  lookUp: remembered((environment: string) => {
    const model = compilation.models.find((one) => one.environment === environment);
    return model && { model, find: provenanceOf(compilation, model).find, chain: chainOf(compilation, model) };
  }),
  templateOf: (() => {
    const by = remembered((model: Model) =>
      remembered((name: string): TemplateOf => {
        const emitter = emitters.find((one) => one.name === name);
        return emitter === undefined || model.targets[name] === undefined
          ? () => undefined
          : templatesOf(emitter, model, context, compilation);
      }),
    );
    return (model: Model, emitter: string) => by(model)(emitter);
  })(),
});

/** Leads lines of generated files back to what an author wrote; undefined when a query names no such line. */
export const lineExplainer = (context: ProjectContext, compilation: Compilation): ((query: string) => LineExplanation | undefined) => {
  const reading = readingOf(context, compilation);
  return (query) => {
    const found = parseQuery(query).flatMap((generated) => explainGenerated(generated, reading) ?? []);
    return found.find(({ origin }) => origin !== undefined) ?? found[0];
  };
};
