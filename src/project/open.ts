import type { Compilation } from '../compiler/compile.ts';
import { nodeHost } from '../host/node-host.ts';
import { packageVersion } from '../host/package.ts';
import { build } from './build.ts';
import { compileSources, compileStates } from './compile-sources.ts';
import type { ProjectContext } from './context.ts';
import type { ReviewRequest } from './review/diff.ts';
import type { GateRequest } from './review/gate.ts';
import type { SourceTexts } from '../diagnostics/span.ts';
import { lintDropFile } from './drop-file.ts';
import { explain } from './explain.ts';
import { countDefinitions, listDefinitions } from './list.ts';
import { listChecks } from './list-checks.ts';
import { matrix } from './matrix.ts';
import type { Estate } from './estate.ts';
import type { OpenOptions, Validation } from './types.ts';
import { verify } from './verify.ts';

const validated = (compilation: Compilation): Validation => ({
  diagnostics: compilation.diagnostics,
  counts: countDefinitions(compilation),
});

/** What a review needs is loaded only for one. */
const diff = async (context: ProjectContext, request: ReviewRequest) => {
  context.progress('Comparing');
  const { review } = await import('./review/diff.ts');
  const { diagnostics, document, sources } = await review(context, request);
  return { diagnostics, sources, ...(document === undefined ? {} : { document }) };
};

const gate = async (context: ProjectContext, request: GateRequest) => {
  context.progress('Comparing');
  return (await import('./review/gate.ts')).gate(context, request);
};

/**
 * Opens the estate whose `plimsoll.yaml` stands in `directory`. Nothing is read before a method is called, and each call
 * reads the sources as they are then.
 *
 * Bad input is never thrown: every method answers with diagnostics. A thrown error is a defect of Plimsoll.
 *
 * @example
 * import { openEstate } from 'plimsoll/project';
 * const estate = await openEstate('.');
 * const { diagnostics, environments } = await estate.build({});
 * console.log(diagnostics.length, environments.map(({ directory }) => directory));
 */
export const openEstate = async (directory: string, options: OpenOptions = {}): Promise<Estate> => {
  const host = options.host ?? nodeHost();
  const root = directory.length > 1 ? directory.replace(/\/+$/, '') : directory;
  const texts = new Map<string, string>();
  const progress = options.progress ?? (() => undefined);
  const today = () => options.today ?? host.today();
  const kept = <T extends { readonly sources: SourceTexts }>({ sources, ...result }: T) => {
    sources.forEach((text, file) => texts.set(file, text));
    return result;
  };
  const compileNow = async (): Promise<Compilation> => {
    progress('Compiling');
    const compilation = await compileSources(host.tree(root), { today: today(), root });
    compilation.texts.forEach((text, file) => texts.set(file, text));
    return compilation;
  };
  const states = () => compileStates({ today: today(), root });
  const context: ProjectContext = { host, root, version: packageVersion(), progress, compile: compileNow, compileStates: states };
  return {
    root,
    sources: texts,
    validate: async () => validated(await compileNow()),
    build: (how) => build(context, how),
    verify: (how) => verify(context, how),
    diff: async (how) => kept(await diff(context, { ...how, today: today() })),
    gate: async (how) => kept(await gate(context, { ...how, today: today() })),
    report: async (how) => {
      const { report } = await import('./review/report.ts');
      progress('Reporting');
      return report(context, how);
    },
    checks: (filter) => listChecks(context, filter),
    matrix: (threshold) => matrix(context, threshold),
    explain: (query, how) => explain(query, how, context),
    lintDropFile: async (file, how) => {
      const { text, ...result } = await lintDropFile(context, file, how);
      if (text !== undefined) texts.set(file, text);
      return result;
    },
    list: async (kind) => {
      const compilation = await compileNow();
      return { diagnostics: compilation.diagnostics, definitions: listDefinitions(compilation, kind) };
    },
  };
};
