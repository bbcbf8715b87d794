import { compareText } from '../base/compare.ts';
import { nativeComplaint } from '../diagnostics/codes/plm480-native-complaint.ts';
import { nothingBuilt } from '../diagnostics/codes/plm481-nothing-built.ts';
import { selfCheck } from '../diagnostics/codes/plm482-self-check.ts';
import { outputStale } from '../diagnostics/codes/plm484-output-stale.ts';
import { toolTrouble } from '../diagnostics/codes/plm483-tool-trouble.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import { provenanceOf } from '../compiler/provenance.ts';
import type { Emitter, NativeCheck, NativeComplaint } from '../emitters/contract.ts';
import type { Host, OutputFile, RunResult } from '../host/host.ts';
import type { Model } from '../model/model.ts';
import type { Compilation } from '../compiler/compile.ts';
import { hasErrors, type ProjectContext } from './context.ts';
import { emitFiles, emittersFor } from './emit.ts';
import { unknownNames } from './names.ts';
import { isOriginsPath, type KnownOrigin, originAt, originsPath, parseOrigins } from './origins-file.ts';
import { outputDirectory } from './output.ts';
import type { VerifyOptions, VerifyResult, VerifyRun } from './types.ts';

/** The files of one emitter in one environment, as they are on disk. */
interface Built {
  readonly environment: string;
  readonly emitter: Emitter;
  readonly files: readonly OutputFile[];
  readonly origins: ReadonlyMap<string, readonly KnownOrigin[]>;
  readonly locate: (origin: KnownOrigin['origin']) => Span | undefined;
}

interface Outcome {
  readonly runs: readonly VerifyRun[];
  readonly diagnostics: readonly Diagnostic[];
}

const placeText = ({ environment, emitter }: Built, { path, line }: NativeComplaint): string => {
  const where = [`${environment}/${emitter.name}`, ...(path === undefined ? [] : [path])].join('/');
  return line === undefined ? where : `${where}:${line}`;
};

/** The definition a generated line comes from. */
const definitionAt = (built: Built, { path, line }: NativeComplaint): Span | undefined => {
  const known = path === undefined || line === undefined ? undefined : originAt(built.origins.get(path) ?? [], line);
  const text = path === undefined ? undefined : built.files.find((file) => file.path === path)?.text.split('\n')[(line ?? 1) - 1];
  const field = text === undefined ? undefined : built.emitter.fieldOf(text);
  return known && built.locate({ ...known.origin, ...(field === undefined ? {} : { field }) });
};

const installed = async (tools: readonly string[], host: Host): Promise<string | undefined> => {
  for (const tool of tools) {
    const { status } = await host.run([tool, '--version'], { timeoutMs: 20_000 });
    if (status === 'exited') return tool;
  }
  return undefined;
};

const finished = (tool: string, result: RunResult, complaints: readonly NativeComplaint[]): string | undefined => {
  if (result.status === 'timeout') return 'it took too long';
  // It did start: the same tool has just answered with its version.
  if (result.status === 'missing') return 'it was killed before it came to an end';
  if (result.exitCode === 0 || complaints.length > 0) return undefined;
  const [said = ''] = `${result.stderr}\n${result.stdout}`.split('\n').filter((line) => line.trim() !== '');
  return `exit code ${result.exitCode}${said === '' ? '' : `, ${tool} said: ${said}`}`;
};

interface Workplace {
  /** A private copy of the files. */
  readonly directory: string;
  readonly host: Host;
}

const runCheck = async (check: NativeCheck, built: Built, { directory, host }: Workplace): Promise<Outcome> => {
  const base = { environment: built.environment, emitter: built.emitter.name, args: check.args };
  const tool = await installed(check.tools, host);
  if (tool === undefined) {
    const [name = ''] = check.tools;
    return { runs: [{ ...base, tool: name, status: 'skipped', reason: `${check.tools.join(' or ')} is not installed` }], diagnostics: [] };
  }
  const result = await host.run([tool, ...check.args], { cwd: directory });
  const complaints = check.complaints(result);
  const trouble = finished(tool, result, complaints);
  const diagnostics = [
    ...complaints.map((one) => nativeComplaint({ tool, message: one.message, place: placeText(built, one) }, definitionAt(built, one))),
    ...(trouble === undefined ? [] : [toolTrouble({ tool, reason: trouble })]),
  ];
  const [first] = diagnostics;
  return {
    runs: [{ ...base, tool, status: first === undefined ? 'passed' : 'failed', ...(first && { reason: first.message }) }],
    diagnostics,
  };
};

const selfChecksOf = async (built: Built, { path, text }: Built['files'][number]) => {
  const { emitter } = built;
  const found = await emitter.selfCheck(path, text);
  return found.map((one) => {
    const complaint = { ...one, path };
    const params = { emitter: emitter.name, message: one.message, place: placeText(built, complaint) };
    return selfCheck(params, definitionAt(built, complaint));
  });
};

const selfChecks = async (built: Built): Promise<Outcome> => {
  const { emitter, environment, files } = built;
  const diagnostics: Diagnostic[] = [];
  for (const file of files) diagnostics.push(...(await selfChecksOf(built, file)));
  const [first] = diagnostics;
  const run = {
    environment,
    emitter: emitter.name,
    tool: 'plimsoll',
    args: ['own checks', files.length === 1 ? '1 file' : `${files.length} files`],
  };
  return { runs: [{ ...run, status: first === undefined ? 'passed' : 'failed', ...(first && { reason: first.message }) }], diagnostics };
};

const nativeChecks = async (built: Built, host: Host): Promise<readonly Outcome[]> =>
  host.withTemporaryDirectory(async (directory) => {
    const copy = `${directory}/${built.emitter.name}`;
    host.stage(copy, built.files).commit();
    const outcomes: Outcome[] = [];
    for (const check of built.emitter.nativeChecks(built.files.map(({ path }) => path))) {
      host.makeWritable((check.writable ?? []).map((folder) => `${copy}/${folder}`));
      outcomes.push(await runCheck(check, built, { directory: copy, host }));
    }
    return outcomes;
  });

const readBuilt = (context: ProjectContext, directory: string, built: Pick<Built, 'environment' | 'emitter' | 'locate'>): Built => {
  const all = context.host.readDirectory(directory);
  const files = all.filter(({ path }) => !isOriginsPath(path));
  const texts = new Map(all.map(({ path, text }) => [path, text]));
  const origins = new Map(files.map(({ path }) => [path, parseOrigins(texts.get(originsPath(path)) ?? '')]));
  return { ...built, files, origins };
};

const verifyBuilt = async (context: ProjectContext, built: Built): Promise<readonly Outcome[]> => {
  context.progress(`Verifying ${built.environment}/${built.emitter.name}`);
  return [await selfChecks(built), ...(await nativeChecks(built, context.host))];
};

interface Wanted {
  readonly context: ProjectContext;
  readonly compilation: Compilation;
  readonly model: Model;
}

/** Paths of files that are missing, left over, or not what a build would write now. */
const stalePaths = ({ context, compilation, model }: Wanted, { emitter, files }: Built): readonly string[] => {
  const there = new Map(files.map(({ path, text }) => [path, text]));
  const unheard = () => undefined;
  const stale: string[] = [];
  for (const { path, text } of emitFiles(emitter, model, {
    context,
    compilation,
    report: unheard,
    sawCheck: unheard,
    sawParity: unheard,
  })) {
    if (isOriginsPath(path)) continue;
    if (there.get(path) !== text) stale.push(path);
    there.delete(path);
  }
  return [...stale, ...there.keys()].sort(compareText);
};

const staleness = (wanted: Wanted, built: Built, directory: string): Outcome => {
  const [file, ...more] = hasErrors(wanted.compilation.diagnostics) ? [] : stalePaths(wanted, built);
  return { runs: [], diagnostics: file === undefined ? [] : [outputStale({ directory, file, more: more.length })] };
};

/** Holds the generated files on disk against our own checks and the real tools; what a tool says is led back to the definition. */
export const verify = async (context: ProjectContext, options: VerifyOptions): Promise<VerifyResult> => {
  const compilation = await context.compile();
  const { absolute, shown } = outputDirectory(context.root, options.out);
  const outcomes: Outcome[] = [];
  for (const model of compilation.models.filter(({ environment }) => environment === (options.environment ?? environment))) {
    const { locate } = provenanceOf(compilation, model);
    for (const emitter of emittersFor(model)) {
      const directory = `${absolute}/${model.environment}/${emitter.name}`;
      const built = readBuilt(context, directory, { environment: model.environment, emitter, locate });
      const folder = `${shown}/${model.environment}/${emitter.name}`;
      if (built.files.length === 0) outcomes.push({ runs: [], diagnostics: [nothingBuilt({ directory: folder })] });
      else outcomes.push(staleness({ context, compilation, model }, built, folder), ...(await verifyBuilt(context, built)));
    }
  }
  return {
    runs: outcomes.flatMap(({ runs }) => runs),
    diagnostics: [
      ...compilation.diagnostics,
      ...unknownNames(compilation, options),
      ...compilation.suppressEmitted(
        outcomes.flatMap((one) => one.diagnostics),
        false,
      ),
    ],
  };
};
