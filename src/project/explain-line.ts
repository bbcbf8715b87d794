import type { Compilation } from '../compiler/compile.ts';
import { provenanceOf } from '../compiler/provenance.ts';
import { placesIn } from '../diagnostics/render/place.ts';
import type { ProjectContext } from './context.ts';
import { emitters } from './emitters.ts';
import { type KnownOrigin, originAt, originsPath, parseOrigins } from './origins-file.ts';
import { outputDirectory } from './output.ts';
import type { LineExplanation } from './types.ts';

interface Generated {
  /** Directory of the emitter's files, or of the environment's own, as the query wrote it; ends in `/`. */
  readonly base: string;
  readonly environment: string;
  readonly emitter?: string;
  readonly path: string;
  readonly line: number;
}

/** `generated/production/nagios/services/web.cfg:12`, taken apart at each name of an emitter in it: an environment may have one too. */
const parseQuery = (query: string): readonly Generated[] => {
  const match = /^(.+):(\d+)(?::\d+)?$/.exec(query);
  const parts = (match?.[1] ?? '').split('/');
  const line = Number(match?.[2]);
  if (/^PARITY\.(?:md|json)$/.test(parts.at(-1) ?? '') && parts.length > 1)
    return [{ base: `${parts.slice(0, -1).join('/')}/`, environment: parts.at(-2) ?? '', path: parts.at(-1) ?? '', line }];
  return parts.flatMap((emitter, at): readonly Generated[] => {
    if (at < 1 || !emitters.some(({ name }) => name === emitter)) return [];
    const base = `${parts.slice(0, at).join('/')}/`;
    return [{ base: `${base}${emitter}/`, environment: parts[at - 1] ?? '', emitter, path: parts.slice(at + 1).join('/'), line }];
  });
};

/** The value a line shows, looked up in the definitions as they are now; else the place the build noted. */
const placeOf = (
  known: KnownOrigin,
  field: string | undefined,
  compilation: Compilation,
  environment: string,
): LineExplanation['origin'] => {
  const { kind, id, host } = known.origin;
  const model = compilation.models.find((one) => one.environment === environment);
  const wanted = field ?? known.origin.field;
  const origin = { kind, id, ...(wanted === undefined ? {} : { field: wanted }) };
  const span = model && provenanceOf(compilation, model).locate({ ...origin, ...(host === undefined ? {} : { host }) });
  const { file, line, column } = span === undefined ? known : placesIn(compilation.texts)(span);
  return { file, line, column, ...origin };
};

/** Where a query's files may be: as it says, or in the usual output directory, as explanations of definitions name them. */
const foldersOf = (base: string, root: string): readonly string[] =>
  base.startsWith('/') ? [base] : [`${root}/${base}`, `${outputDirectory(root, undefined).absolute}/${base}`];

/** Leads a line of a generated file back to what an author wrote; undefined when the query names no such line. */
export const explainLine = (query: string, context: ProjectContext, compilation: Compilation): LineExplanation | undefined => {
  const found = parseQuery(query).flatMap((generated) => explainGenerated(generated, context, compilation) ?? []);
  return found.find(({ origin }) => origin !== undefined) ?? found[0];
};

const explainGenerated = (generated: Generated, { host, root }: ProjectContext, compilation: Compilation): LineExplanation | undefined => {
  const { base, environment, emitter, path, line } = generated;
  const folder = foldersOf(base, root).find((one) => host.readText(`${one}${path}`) !== undefined);
  if (folder === undefined) return undefined;
  const text = host.readText(`${folder}${path}`)?.split('\n')[line - 1];
  if (text === undefined) return undefined;
  const known = originAt(parseOrigins(host.readText(`${folder}${originsPath(path)}`) ?? ''), line);
  const field = emitters.find(({ name }) => name === emitter)?.fieldOf(text);
  const artifact = `${base}${path}`;
  const origin = known && placeOf(known, field, compilation, environment);
  return { kind: 'line', artifact, line, text, ...(origin && { origin }) };
};
