import { ambiguousScalar } from '../diagnostics/codes/plm029-ambiguous-scalar.ts';
import type { Diagnostic, Report, Severity } from '../diagnostics/diagnostic.ts';
import type { SourceTexts } from '../diagnostics/span.ts';
import type { Model } from '../model/model.ts';
import type { Definitions } from './definitions.ts';
import { link } from './link/link.ts';
import type { TargetSchemas } from './link/targets.ts';
import { load, type LoadRequest } from './load/load.ts';
import { rules } from './rules/registry.ts';
import { suppress } from './suppress.ts';
import { validate } from './validate/validate.ts';

export interface CompileRequest extends LoadRequest {
  readonly schemas: TargetSchemas;
  /** `YYYY-MM-DD`; dates never change output, only what is asked of the author. */
  readonly today: string;
  readonly severityOf: (code: string) => Severity | undefined;
}

export interface Compilation {
  readonly texts: SourceTexts;
  /** Absent without valid settings. */
  readonly definitions?: Definitions;
  /** One per environment, sorted by name. Not to be emitted while there is an error. */
  readonly models: readonly Model[];
  readonly diagnostics: readonly Diagnostic[];
  /** The findings of emitters without those that definitions take back. `complete`: every emitter ran on every environment. */
  readonly suppressEmitted: (emitted: readonly Diagnostic[], complete: boolean) => readonly Diagnostic[];
}

/** Collects findings, each once however many environments it shows in. */
const collector = (): { readonly found: Diagnostic[]; readonly report: Report } => {
  const found: Diagnostic[] = [];
  const seen = new Set<string>();
  const report: Report = (diagnostic) => {
    const { code, span, message } = diagnostic;
    const key = `${code} ${span?.file} ${span?.start} ${message}`;
    if (!seen.has(key)) found.push(diagnostic);
    seen.add(key);
  };
  return { found, report };
};

/** What a schema says of a scalar whose meaning is open anyway is not worth saying. */
const unlessAmbiguous = (found: readonly Diagnostic[], report: Report): Report => {
  const at = ({ span }: Diagnostic) => `${span?.file} ${span?.start}`;
  const ambiguous = new Set(found.filter(({ code }) => code === ambiguousScalar.code).map(at));
  return (diagnostic) => {
    if (!(diagnostic.code.startsWith('PLM1') && ambiguous.has(at(diagnostic)))) report(diagnostic);
  };
};

/** files → documents → definitions → model: all of it, and everything that is wrong, in one run. */
export const compile = async (request: CompileRequest): Promise<Compilation> => {
  const { found, report } = collector();
  const { texts, ...loaded } = await load(request, report);
  const definitions = validate({ ...loaded, reuse: request.reuse }, unlessAmbiguous(found, report));
  if (definitions === undefined) return { texts, models: [], diagnostics: found, suppressEmitted: (emitted) => emitted };
  const models = link({ definitions, schemas: request.schemas }, report);
  const input = { definitions, models, today: request.today };
  for (const rule of rules) rule.check(input, report);
  const suppressing = { definitions, today: request.today, severityOf: request.severityOf };
  return {
    texts,
    definitions,
    models,
    diagnostics: suppress(found, { ...suppressing, after: 'compiling' }),
    suppressEmitted: (emitted, complete) => suppress(emitted, { ...suppressing, after: complete ? 'emitting' : 'emitting-some' }),
  };
};
