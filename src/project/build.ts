import { roleOf } from '../compiler/load/folders.ts';
import { foreignOutput } from '../diagnostics/codes/plm460-foreign-output.ts';
import { outputAmongDefinitions } from '../diagnostics/codes/plm462-output-among-definitions.ts';
import type { Diagnostic, Report } from '../diagnostics/diagnostic.ts';
import type { OutputFile, Staged } from '../host/host.ts';
import type { Model } from '../model/model.ts';
import { hasErrors, type ProjectContext } from './context.ts';
import { type Emission, emitFiles, emittersFor, parityFiles } from './emit.ts';
import { unknownNames } from './names.ts';
import { isOriginsPath } from './origins-file.ts';
import { outputDirectory } from './output.ts';
import { createParity, type ParityReport } from './parity/collect.ts';
import { watchOver } from './watched.ts';
import type { BuildOptions, BuildResult, BuiltEnvironment } from './types.ts';

/** Findings with duplicates of other environments left out. */
const collector = (): { readonly found: Diagnostic[]; readonly report: Report } => {
  const found: Diagnostic[] = [];
  const seen = new Set<string>();
  const report: Report = (diagnostic) => {
    const key = `${diagnostic.code} ${diagnostic.span?.file} ${diagnostic.span?.start} ${diagnostic.message}`;
    if (!seen.has(key)) found.push(diagnostic);
    seen.add(key);
  };
  return { found, report };
};

/** What one call of build replaces: the whole output, one environment or one emitter in each. */
interface Unit {
  readonly directory: string;
  /** Per environment, its files below the unit's directory. */
  readonly parts: readonly { readonly model: Model; readonly prefix: string; readonly only?: string }[];
}

const unitsOf = (models: readonly Model[], absolute: string, { environment, only }: BuildOptions): readonly Unit[] => {
  if (only !== undefined) {
    return models.map((model) => ({ directory: `${absolute}/${model.environment}/${only}`, parts: [{ model, prefix: '', only }] }));
  }
  if (environment !== undefined)
    return models.map((model) => ({ directory: `${absolute}/${model.environment}`, parts: [{ model, prefix: '' }] }));
  return [{ directory: absolute, parts: models.map((model) => ({ model, prefix: `${model.environment}/` })) }];
};

type Counts = Map<string, number>;

interface Production {
  readonly emission: Emission;
  readonly counts: Counts;
  readonly parityOf: (model: Model, backends: readonly string[]) => ParityReport;
}

function* filesOf({ parts }: Unit, { emission, counts, parityOf }: Production): Generator<OutputFile> {
  for (const { model, prefix, only } of parts) {
    emission.context.progress(`Generating ${model.environment}`);
    const counted = function* (files: Iterable<OutputFile>, folder: string): Generator<OutputFile> {
      for (const file of files) {
        if (!isOriginsPath(file.path)) counts.set(model.environment, (counts.get(model.environment) ?? 0) + 1);
        yield { ...file, path: `${folder}${file.path}` };
      }
    };
    const chosen = emittersFor(model, only);
    for (const emitter of chosen)
      yield* counted(emitFiles(emitter, model, emission), only === undefined ? `${prefix}${emitter.name}/` : '');
    const backends = chosen.map(({ name }) => name);
    if (only === undefined) yield* counted(parityFiles(parityOf(model, backends), model, emission.compilation), prefix);
  }
}

interface StagedUnit {
  readonly unit: Unit;
  readonly staged: Staged;
}

const builtEnvironment = ({ unit, staged }: StagedUnit, counts: Counts, shown: string): readonly BuiltEnvironment[] =>
  unit.parts.map(({ model, prefix, only }) => {
    const name = model.environment;
    const stale = staged.stale
      .filter((path) => path.startsWith(prefix))
      .map((path) => (only === undefined ? path.slice(prefix.length) : `${only}/${path}`));
    return {
      name,
      directory: `${shown}/${name}`,
      files: counts.get(name) ?? 0,
      changed: staged.stale.length > 0 && stale.length > 0,
      stale,
    };
  });

const sideFile = /^(.*?)\.origins\/(.*)\.json$/;

/** A file in place that no earlier build wrote: it has no side file. */
const foreignIn = ({ existing }: Staged): string | undefined => {
  const known = new Set(existing.flatMap((path) => sideFile.exec(path)?.slice(1).join('') ?? []));
  return existing.find((path) => !sideFile.test(path) && !known.has(path));
};

const checkForeign = ({ unit, staged }: StagedUnit, report: Report): void => {
  const file = foreignIn(staged);
  if (file !== undefined) report(foreignOutput({ directory: unit.directory, file }));
};

const finish = (units: readonly StagedUnit[], keep: boolean): void => {
  for (const { staged } of units) {
    if (keep && staged.stale.length > 0) staged.commit();
    else staged.discard();
  }
};

/** Would what is written there be read as definitions? */
const isAmongDefinitions = (absolute: string, root: string): boolean =>
  absolute.startsWith(`${root}/`) && roleOf(`${absolute.slice(root.length + 1)}/file.yaml`) !== undefined;

/** Generates the files of every environment asked for, and puts them in place all at once when nothing is wrong. */
export const build = async (context: ProjectContext, options: BuildOptions): Promise<BuildResult> => {
  const compilation = await context.compile();
  const { found, report } = collector();
  [...compilation.diagnostics, ...unknownNames(compilation, options)].forEach(report);
  const { absolute, shown } = outputDirectory(context.root, options.out);
  if (isAmongDefinitions(absolute, context.root)) report(outputAmongDefinitions({ directory: shown }));
  if (hasErrors(found)) return { diagnostics: found, environments: [] };
  const models = compilation.models.filter(({ environment }) => environment === (options.environment ?? environment));
  const counts: Counts = new Map();
  const emitted = collector();
  const { sawCheck, reportUnwatched } = watchOver();
  const { sawParity, reportOf } = createParity();
  const emission = { context, compilation, report: emitted.report, sawCheck, sawParity };
  const production = { emission, counts, parityOf: reportOf };
  const units = unitsOf(models, absolute, options).map((unit) => ({
    unit,
    staged: context.host.stage(unit.directory, filesOf(unit, production)),
  }));
  if (options.only === undefined) for (const model of models) reportUnwatched(model, compilation, emitted.report);
  const complete = options.only === undefined && options.environment === undefined;
  compilation.suppressEmitted(emitted.found, complete).forEach(report);
  for (const unit of units) checkForeign(unit, report);
  const failed = hasErrors(found);
  finish(units, !failed && options.check !== true);
  return { diagnostics: found, environments: failed ? [] : units.flatMap((unit) => builtEnvironment(unit, counts, shown)) };
};
