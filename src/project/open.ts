import { noSettings } from '../diagnostics/codes/plm001-no-settings.ts';
import { codes } from '../diagnostics/registry.ts';
import type { Severity } from '../diagnostics/diagnostic.ts';
import { type Compilation, compile } from '../compiler/compile.ts';
import { esbuildBundle } from '../host/bundle.ts';
import type { FileTree } from '../host/host.ts';
import { nodeHost } from '../host/node-host.ts';
import { packageVersion } from '../host/package.ts';
import { build } from './build.ts';
import type { ProjectContext } from './context.ts';
import type { ReviewRequest } from './review/diff.ts';
import type { GateRequest } from './review/gate.ts';
import type { SourceTexts } from '../diagnostics/span.ts';
import { lintDropFile } from './drop-file.ts';
import { emitters } from './emitters.ts';
import { explain } from './explain.ts';
import { countDefinitions, listDefinitions } from './list.ts';
import { listChecks } from './list-checks.ts';
import { matrix } from './matrix.ts';
import type { Estate } from './estate.ts';
import type { OpenOptions, Validation } from './types.ts';
import { verify } from './verify.ts';

const schemas = new Map(emitters.map(({ name, options }) => [name, options]));
const severities = new Map<string, Severity>(codes.map(({ code, severity }) => [code, severity]));

const withSettings = (compilation: Compilation, root: string): Compilation => {
  const known = compilation.definitions !== undefined || compilation.diagnostics.some(({ span }) => span?.file === 'plimsoll.yaml');
  return known ? compilation : { ...compilation, diagnostics: [noSettings({ directory: root }), ...compilation.diagnostics] };
};

const compileAs = async (tree: FileTree, today: string, root: string): Promise<Compilation> => {
  const severityOf = (code: string) => severities.get(code);
  return withSettings(await compile({ tree, bundle: esbuildBundle, schemas, today, severityOf }), root);
};

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
  const compileTree = (tree: FileTree) => compileAs(tree, today(), root);
  const kept = <T extends { readonly sources: SourceTexts }>({ sources, ...result }: T) => {
    sources.forEach((text, file) => texts.set(file, text));
    return result;
  };
  const compileNow = async (): Promise<Compilation> => {
    progress('Compiling');
    const compilation = await compileTree(host.tree(root));
    compilation.texts.forEach((text, file) => texts.set(file, text));
    return compilation;
  };
  const context: ProjectContext = { host, root, version: packageVersion(), progress, compile: compileNow, compileTree };
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
