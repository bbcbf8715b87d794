import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Host } from '../host/host.ts';
import type { DefinitionKind } from '../model/model.ts';

/**
 * How an estate is opened. All keys may be left out.
 *
 * @example
 * import { openEstate, type OpenOptions } from 'plimsoll/project';
 * const options: OpenOptions = { today: '2026-11-23', progress: (phase) => console.error(phase) };
 * await openEstate('.', options);
 */
export interface OpenOptions {
  /** What the estate is read from and written to; this machine when left out. */
  readonly host?: Host;
  /** `YYYY-MM-DD`; the host's date when left out. */
  readonly today?: string;
  /** Called when a phase of work begins, with a few words for a person who waits: `Linking production`. */
  readonly progress?: (phase: string) => void;
}

/**
 * Everything that was found: errors, warnings, and notes (`info`) on what a backend says differently. Never thrown.
 *
 * @example
 * import { openEstate, type Findings } from 'plimsoll/project';
 * const findings: Findings = await (await openEstate('.')).validate();
 * console.log(findings.diagnostics.filter(({ severity }) => severity === 'error').length);
 */
export interface Findings {
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What was found, and how many definitions of each kind are valid.
 *
 * @example
 * import { openEstate, type Validation } from 'plimsoll/project';
 * const { diagnostics, counts }: Validation = await (await openEstate('.')).validate();
 * console.log(diagnostics.length, counts.get('checks'));
 */
export interface Validation extends Findings {
  readonly counts: ReadonlyMap<DefinitionKind, number>;
}

/**
 * What is built, and where. An environment or emitter that does not exist is a finding (PLM018, PLM019).
 *
 * @example
 * import { openEstate, type BuildOptions } from 'plimsoll/project';
 * const options: BuildOptions = { environment: 'production', only: 'nagios', check: true };
 * await (await openEstate('.')).build(options);
 */
export interface BuildOptions {
  /** Output directory; `generated` below the estate's root when left out. */
  readonly out?: string;
  /** Only this environment. */
  readonly environment?: string;
  /** Only this emitter. */
  readonly only?: string;
  /** Write nothing; report what a build would change. */
  readonly check?: boolean;
}

/**
 * One environment of a build.
 *
 * @example
 * import { openEstate, type BuiltEnvironment } from 'plimsoll/project';
 * const { environments } = await (await openEstate('.')).build({});
 * const line = ({ name, files, changed }: BuiltEnvironment) => `${name}: ${files} files, ${changed ? 'written' : 'unchanged'}`;
 * console.log(environments.map(line));
 */
export interface BuiltEnvironment {
  readonly name: string;
  /** Where its files are, relative to the estate's root unless `out` was absolute. */
  readonly directory: string;
  readonly files: number;
  /** True when something was written, or would be with `check`. */
  readonly changed: boolean;
  /** With `check`: paths below `directory` that are missing, extra or different. */
  readonly stale: readonly string[];
}

/**
 * What a build did. With an error among the diagnostics nothing was written and `environments` is empty.
 *
 * @example
 * import { openEstate, type BuildResult } from 'plimsoll/project';
 * const result: BuildResult = await (await openEstate('.')).build({});
 * if (result.environments.length === 0) throw new Error('nothing was written');
 */
export interface BuildResult extends Findings {
  readonly environments: readonly BuiltEnvironment[];
}

/**
 * What is verified: the output directory of a build, by default `generated`, and one environment or all.
 *
 * @example
 * import { openEstate, type VerifyOptions } from 'plimsoll/project';
 * const options: VerifyOptions = { out: 'generated', environment: 'production' };
 * await (await openEstate('.')).verify(options);
 */
export interface VerifyOptions {
  readonly out?: string;
  readonly environment?: string;
}

/**
 * One run of a real tool, or of our own checks, on generated files. A tool that is not installed is `skipped`, never passed.
 *
 * @example
 * import { openEstate, type VerifyRun } from 'plimsoll/project';
 * const { runs } = await (await openEstate('.')).verify({});
 * const skipped: readonly VerifyRun[] = runs.filter(({ status }) => status === 'skipped');
 * console.log(skipped.map(({ tool, reason }) => `${tool}: ${reason}`));
 */
export interface VerifyRun {
  readonly environment: string;
  readonly emitter: string;
  readonly tool: string;
  readonly args: readonly string[];
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped, or how it failed. */
  readonly reason?: string;
}

/**
 * What the tools said; each complaint is also a diagnostic at the definition it leads back to (PLM480).
 *
 * @example
 * import { openEstate, type VerifyResult } from 'plimsoll/project';
 * const result: VerifyResult = await (await openEstate('.')).verify({});
 * console.log(result.runs.length, result.diagnostics.length);
 */
export interface VerifyResult extends Findings {
  readonly runs: readonly VerifyRun[];
}

/** A place in a file of the estate; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * A definition and where it stands; line and column count from 1.
 *
 * @example
 * import { openEstate, type DefinedAt } from 'plimsoll/project';
 * const { definitions } = await (await openEstate('.')).list('checks');
 * console.log(definitions.map(({ id, file, line }: DefinedAt) => `${id} ${file}:${line}`));
 */
export interface DefinedAt extends Place {
  readonly kind: DefinitionKind;
  readonly id: string;
  /** Its `why`, title or name, on one line. */
  readonly summary: string;
}

/**
 * The valid definitions, by kind and id, and what was found on the way.
 *
 * @example
 * import { openEstate, type ListResult } from 'plimsoll/project';
 * const result: ListResult = await (await openEstate('.')).list();
 * console.log(result.definitions.length);
 */
export interface ListResult extends Findings {
  readonly definitions: readonly DefinedAt[];
}

/**
 * Which drop file is meant, and where its metrics are looked up; all environments when left out.
 *
 * @example
 * import { openEstate, type DropFileOptions } from 'plimsoll/project';
 * const options: DropFileOptions = { name: 'queue', environment: 'production' };
 * await (await openEstate('.')).lintDropFile('build/queue.txt', options);
 */
export interface DropFileOptions {
  readonly environment?: string;
  /** Name of the drop file, without `.drop`; that of the file when left out. */
  readonly name?: string;
}

/**
 * What the collector would make of a drop file: its findings, and the value it would send for each key.
 *
 * @example
 * import { openEstate, type DropFileResult } from 'plimsoll/project';
 * const { values }: DropFileResult = await (await openEstate('.')).lintDropFile('queue.drop', {});
 * console.log(values['queue_depth']);
 */
export interface DropFileResult extends Findings {
  readonly values: Readonly<Record<string, string>>;
}
