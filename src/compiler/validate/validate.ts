import type { z } from 'zod';
import { compareText } from '../../base/compare.ts';
import { type DataMap, describe, isMap } from '../../base/data.ts';
import type { Reuse } from '../../base/reuse.ts';
import { defaultsFolder } from '../../diagnostics/codes/plm006-defaults-folder.ts';
import { duplicateId } from '../../diagnostics/codes/plm201-duplicate-id.ts';
import { malformedId } from '../../diagnostics/codes/plm108-malformed-id.ts';
import { notADefinition } from '../../diagnostics/codes/plm109-not-a-definition.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import { heard, type Heard, tell } from '../../diagnostics/heard.ts';
import type { Span } from '../../diagnostics/span.ts';
import { idPattern, metricIdPattern } from '../../definitions/scalars.ts';
import type { Definitions, Entry, EntryMap } from '../definitions.ts';
import type { ParsedDocument } from '../load/document.ts';
import type { FolderKind } from '../load/folders.ts';
import type { Loaded, LoadedFile, UnreadFile } from '../load/load.ts';
import { type Layer, layersAt, locateIn, mergeLayers, placeOf } from './defaults.ts';
import { diagnose } from './issues.ts';
import { parseQuickly } from './quick-reader.ts';
import { repaired } from './repair.ts';
import { schemas } from './schemas.ts';
import { validateSettings } from './settings.ts';
import { shapeProblems } from './shape.ts';

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/') + 1);

const isMisplaced = (key: string, value: unknown, keys: ReadonlySet<string>): boolean => !keys.has(key) && isMap(value);

/** What a `_defaults` file shares, without definitions that were put there by mistake. */
const sharedKeys = (value: DataMap, keys: ReadonlySet<string>): DataMap =>
  Object.fromEntries(Object.entries(value).filter(([key, inner]) => !isMisplaced(key, inner, keys)));

/** Those of a kind's `_defaults` files that hold for a file, outermost first. */
const defaultsFor = (file: LoadedFile, defaults: readonly LoadedFile[], keys: ReadonlySet<string>): readonly Layer[] =>
  defaults
    .filter((other) => file.file.startsWith(folderOf(other.file)))
    .sort((a, b) => folderOf(a.file).length - folderOf(b.file).length || compareText(a.file, b.file))
    .flatMap((other): readonly Layer[] =>
      isMap(other.document.value) ? [{ from: 'default', value: sharedKeys(other.document.value, keys), file: other, base: [] }] : [],
    );

const checkDefaults = (file: LoadedFile, keys: ReadonlySet<string>, report: Report): void => {
  if (!isMap(file.document.value)) return;
  for (const [key, value] of Object.entries(file.document.value))
    if (isMisplaced(key, value, keys)) report(defaultsFolder({ key }, file.document.locate([key], 'key')));
};

const isId = (kind: FolderKind, id: string): boolean =>
  id.length <= longestId && (kind === 'metrics' ? metricIdPattern : idPattern).test(id);

const longestId = 120;

const idForm = (kind: FolderKind, id: string): string => {
  if (id.length > longestId) return `at most ${longestId} characters`;
  return kind === 'metrics' ? 'snake_case' : 'lower-case words joined by `-` or `.`, with `/` between namespaces';
};

const validateEntry = <T>({ kind, schema }: KindSchema<T>, id: string, layers: readonly Layer[], report: Report): Entry<T> | undefined => {
  const merged = mergeLayers(layers);
  const locate = (path: readonly (string | number)[], what: 'key' | 'value' = 'value'): Span => locateIn(layers, path, what);
  const problems = shapeProblems(kind, merged, locate);
  problems.forEach(report);
  const parsed = parseQuickly(schema, merged);
  if (!parsed.success) diagnose(parsed.error, { value: merged, schema, locate }).forEach(report);
  const usable = parsed.success ? parsed.data : repaired(schema, merged, parsed.error);
  if (usable === undefined) return undefined;
  const file = layers.at(-1)?.file.file ?? '';
  const from = (path: readonly (string | number)[]) => placeOf(layers, path)?.layer.from ?? 'definition';
  return {
    id,
    file,
    value: usable,
    sound: parsed.success && problems.length === 0,
    locate,
    from,
    extent: () => extentOf(layers),
    layers: (path) => layersAt(layers, path),
  };
};

interface KindSchema<T> {
  readonly kind: FolderKind;
  readonly schema: z.ZodType<T>;
  readonly keys: readonly string[];
}

const extentOf = (layers: readonly Layer[]): Span => {
  const key = locateIn(layers, [], 'key');
  const last = layers.at(-1);
  const value = last === undefined ? key : last.file.document.locate(last.base, 'value');
  return { file: key.file, start: key.start, end: Math.max(key.end, value.end) };
};

interface Seen {
  /** The file that defines each first. */
  readonly ids: Map<string, LoadedFile>;
  /** Ids that are defined, but not so that anything can be said of them. */
  readonly broken: Set<string>;
  readonly report: Report;
}

const keyOf = ({ document }: LoadedFile, id: string): Span => document.locate([id], 'key');

const isAcceptable = (kind: FolderKind, id: string, file: LoadedFile, seen: Seen): boolean => {
  const first = seen.ids.get(id);
  if (first === undefined) seen.ids.set(id, file);
  else seen.report(duplicateId({ kind, id }, keyOf(file, id), [{ span: keyOf(first, id), label: 'first defined here' }]));
  const fits = isId(kind, id);
  if (!fits) seen.report(malformedId({ id, expected: idForm(kind, id) }, keyOf(file, id)));
  return fits && first === undefined;
};

/** What a file says of an id: nothing that can be used, where it has no entry. */
interface Said<T> {
  readonly id: string;
  readonly entry: Heard<Entry<T> | undefined>;
}

/** Everything in a file, whatever else there is in the estate. */
const saidIn = <T>(one: KindSchema<T>, file: LoadedFile, defaults: readonly Layer[]): readonly Said<T>[] =>
  Object.entries(isMap(file.document.value) ? file.document.value : {}).map(([id, value]) => ({
    id,
    entry: heard((report) => {
      if (isMap(value)) return validateEntry(one, id, [...defaults, { from: 'definition', value, file, base: [id] }], report);
      report(notADefinition({ id, found: describe(value) }, keyOf(file, id)));
      return undefined;
    }),
  }));

const entriesOf = <T>(kind: FolderKind, file: LoadedFile, said: readonly Said<T>[], seen: Seen): readonly Entry<T>[] =>
  said.flatMap(({ id, entry: judged }) => {
    const acceptable = isAcceptable(kind, id, file, seen);
    const entry = tell(judged, seen.report);
    if (entry === undefined || !acceptable) seen.broken.add(id);
    return entry !== undefined && acceptable ? [entry] : [];
  });

/** True when a `_defaults` file that holds for `file` could not be read: what seems to be missing may stand there. */
const lacksDefaults = (file: LoadedFile, unread: readonly UnreadFile[]): boolean =>
  unread.some((other) => other.role === 'defaults' && file.file.startsWith(folderOf(other.file)));

/** Notes the ids of a file whose definitions cannot be judged. */
const setAside = (kind: FolderKind, file: LoadedFile, seen: Seen): void => {
  for (const id of Object.keys(isMap(file.document.value) ? file.document.value : {})) {
    isAcceptable(kind, id, file, seen);
    seen.broken.add(id);
  }
};

const documentOf = ({ document }: LoadedFile): ParsedDocument => document;

const validateKind = <T>(one: KindSchema<T>, { files: own, unread, reuse }: ValidateRequest, report: Report): EntryMap<T> => {
  const keys = new Set(one.keys);
  const defaults = own.filter(({ role }) => role === 'defaults');
  const seen: Seen = { ids: new Map(), broken: new Set(), report };
  const entries: Entry<T>[] = [];
  for (const file of own) {
    if (file.role === 'defaults') checkDefaults(file, keys, report);
    else if (lacksDefaults(file, unread)) setAside(one.kind, file, seen);
    else {
      const layers = defaultsFor(file, defaults, keys);
      const documents = [file, ...layers.map((layer) => layer.file)].map(documentOf);
      const said = reuse(`definitions in ${file.file}`, documents, () => saidIn(one, file, layers));
      entries.push(...entriesOf(one.kind, file, said, seen));
    }
  }
  entries.sort((a, b) => compareText(a.id, b.id));
  const complete = unread.every(({ role }) => role === 'defaults');
  return Object.assign(new Map(entries.map((entry) => [entry.id, entry])), { broken: seen.broken, complete });
};

export interface ValidateRequest extends Pick<Loaded, 'files' | 'unread'> {
  /** What was made of the same documents in another state of the estate. */
  readonly reuse: Reuse;
}

/** Holds every definition against its schema; what fails is reported whole and left out. Undefined without valid settings. */
export const validate = ({ files, unread, reuse }: ValidateRequest, report: Report): Definitions | undefined => {
  const settings = validateSettings(files, report);
  const entries = <T>(kind: FolderKind, schema: z.ZodType<T> & { readonly shape: object }) => {
    const own = { files: files.filter((file) => file.kind === kind), unread: unread.filter((file) => file.kind === kind), reuse };
    const judge = () => heard((tellHere) => validateKind({ kind, schema, keys: Object.keys(schema.shape) }, own, tellHere));
    return tell(reuse(`definitions of ${kind}`, [own.files.map(documentOf), own.unread], judge), report);
  };
  const definitions = {
    teams: entries('teams', schemas.teams),
    schedules: entries('schedules', schemas.schedules),
    hosts: entries('hosts', schemas.hosts),
    groups: entries('groups', schemas.groups),
    metrics: entries('metrics', schemas.metrics),
    thresholds: entries('thresholds', schemas.thresholds),
    checks: entries('checks', schemas.checks),
  };
  return settings && { settings, ...definitions };
};
