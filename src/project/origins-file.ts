import { isList, isMap, own } from '../base/data.ts';
import type { Position } from '../diagnostics/span.ts';
import { isSameOrigin, type OriginBlock } from '../emitters/origins.ts';
import { type DefinitionKind, definitionKinds, type Origin } from '../model/model.ts';

/** The side file of an artifact. Folders that begin with a dot are read by none of the daemons. */
export const originsPath = (artifact: string): string => `.origins/${artifact}.json`;

/** True for a side file. */
export const isOriginsPath = (path: string): boolean => path.startsWith('.origins/');

/** What a row says of an origin, after the lines. */
export type OriginText = (origin: Origin) => string;

const textOf = ({ kind, id, field, host }: Origin, at: Position | undefined): string => {
  const row = [kind, id, field ?? '', at?.file ?? '', at?.line ?? 0, at?.column ?? 0, ...(host === undefined ? [] : [host])];
  return JSON.stringify(row).slice(1);
};

/** Most origins come in several artifacts of several daemons; only what is about one host is looked for each time. */
export const originTexts = (place: (origin: Origin) => Position | undefined): OriginText => {
  const known = new Map<string, string>();
  return (origin) => {
    const { kind, id, field, host } = origin;
    if (host !== undefined) return textOf(origin, place(origin));
    const key = `${kind} ${id} ${field ?? ''}`;
    const text = known.get(key) ?? textOf(origin, place(origin));
    known.set(key, text);
    return text;
  };
};

/** Neighbours with the same origin as one. */
function* joined(blocks: readonly OriginBlock[]): Generator<OriginBlock> {
  let open: OriginBlock | undefined;
  for (const block of blocks) {
    if (open !== undefined && block.first <= open.last + 1 && isSameOrigin(open.origin, block.origin)) {
      open = { ...open, last: block.last };
      continue;
    }
    if (open !== undefined) yield open;
    open = block;
  }
  if (open !== undefined) yield open;
}

/**
 * JSON of `{ version, artifact, blocks }`; a block is `[first line, last line, kind, id, field, file, line, column]`, and a host
 * where the block is about one that differs from others.
 */
export const printOrigins = (artifact: string, blocks: readonly OriginBlock[], originText: OriginText): string => {
  const rows: string[] = [];
  for (const { first, last, origin } of joined(blocks)) rows.push(`[${first},${last},${originText(origin)}`);
  return `{"version":1,"artifact":${JSON.stringify(artifact)},"blocks":[\n${rows.join(',\n')}\n]}\n`;
};

export interface KnownOrigin {
  readonly first: number;
  readonly last: number;
  readonly origin: Origin;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const isKind = (value: unknown): value is DefinitionKind => definitionKinds.some((kind) => kind === value);

const parseRow = (value: unknown): readonly KnownOrigin[] => {
  if (!isList(value)) return [];
  const [first, last, kind, id, field, file, line, column, host] = value;
  if (!isKind(kind)) return [];
  const origin: Origin = {
    kind,
    id: String(id),
    ...(field === '' ? {} : { field: String(field) }),
    ...(host === undefined ? {} : { host: String(host) }),
  };
  return [{ first: Number(first), last: Number(last), origin, file: String(file), line: Number(line), column: Number(column) }];
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The blocks of a side file; empty when it cannot be read. */
export const parseOrigins = (text: string): readonly KnownOrigin[] => {
  const value = parseJson(text);
  const blocks = isMap(value) ? own(value, 'blocks') : undefined;
  return isList(blocks) ? blocks.flatMap(parseRow) : [];
};

/** The origin of a line; undefined for one that comes from no definition. */
export const originAt = (origins: readonly KnownOrigin[], line: number): KnownOrigin | undefined =>
  origins.find(({ first, last }) => line >= first && line <= last);
