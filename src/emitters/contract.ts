import type { z } from 'zod';
import { interpreted } from '../base/interpreted.ts';
import type { Reuse } from '../base/reuse.ts';
import type { Report } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import type { Model, Origin } from '../model/model.ts';
import type { RunResult } from '../host/host.ts';

/** One generated file. `text` may hold marks of {@link EmitContext.mark}; they are taken out before it is written. */
export interface Artifact {
  /** Relative to the emitter's output folder. */
  readonly path: string;
  readonly text: string;
  readonly mode: 0o644 | 0o755;
}

/** How far one backend does what a definition asks. */
export type Fidelity = 'exact' | 'approximate' | 'impossible';

/** What becomes of one check, or one metric, in one backend; the worst of several entries counts. */
export interface Parity {
  readonly kind: 'checks' | 'metrics';
  readonly id: string;
  readonly fidelity: Fidelity;
  /** What differs, or why it cannot be, in one sentence each; empty exactly when `exact`. */
  readonly because: readonly string[];
}

/** What an emitter may use besides the model. Nothing in it has effects. */
export interface EmitContext {
  /** Version of Plimsoll, for headers. */
  readonly version: string;
  /**
   * Fills `templates/<emitter>/<name>.hbs` with final strings. Templates only place text; a missing field is an error.
   * Arrays of objects are walked with `{{#each}}`.
   */
  render(name: string, view: object): string;
  /**
   * A mark to put at the very start of a line: that line and those after it, up to the next mark, come from `origin`.
   */
  mark(origin: Origin): string;
  /** Where a definition, or a value in it, was written; for diagnostics. */
  locate(origin: Origin): Span | undefined;
  report: Report;
  /** For the parity report: called at least once for each check, or metric, that is this backend's business. */
  parity(entry: Parity): void;
  /**
   * Spares making a piece twice where one emission follows another, as in a review: the input is plain data and all that the piece is
   * made of, its settings included. Such an emission is silent: marks are empty, and nobody hears what is reported.
   */
  readonly reuse: Reuse;
  /** Nobody hears what is reported: what has no other effect may be left out. */
  readonly isSilent?: boolean;
}

/** A complaint of a real tool about a generated file. */
export interface NativeComplaint {
  /** Artifact path, when the tool named one. */
  readonly path?: string;
  readonly line?: number;
  readonly message: string;
}

/**
 * One run of a real tool on the generated files. It runs in a private copy of the emitter's output folder, so argv names
 * files relative to that folder.
 */
export interface NativeCheck {
  /** Executables that would do, first found wins: `['nagios4', 'nagios']`. */
  readonly tools: readonly string[];
  /** Arguments after the executable. */
  readonly args: readonly string[];
  /** Folders to create in the copy that any user may write to. */
  readonly writable?: readonly string[];
  /** What the tool found wrong; empty when it is content. */
  readonly complaints: (result: RunResult) => readonly NativeComplaint[];
}

/** Turns a model into files for one daemon. */
export interface Emitter {
  /** Also the name of its templates folder and its output folder. */
  readonly name: string;
  readonly summary: string;
  /** Options as `plimsoll.yaml` has them under `targets.<name>`. */
  readonly options: z.ZodType;
  /** All files, in any order; paths are unique. Lazily, team by team, so that memory does not grow with the estate. */
  readonly emit: (model: Model, context: EmitContext) => Iterable<Artifact>;
  /** Which effective value a generated line shows, such as `every` for `check_interval`; undefined for the definition as a whole. */
  readonly fieldOf: (line: string) => string | undefined;
  /** The real tools' checks for files with these paths. */
  readonly nativeChecks: (paths: readonly string[]) => readonly NativeCheck[];
  /**
   * Our own checks of finished files, for what the tools let pass: schemas, syntax. Paths and texts as written. May be a promise,
   * so that parsers and validators are loaded only when something is verified.
   */
  readonly selfCheck: (path: string, text: string) => readonly NativeComplaint[] | Promise<readonly NativeComplaint[]>;
}

interface Declared<S extends z.ZodType> extends Omit<Emitter, 'options' | 'emit'> {
  readonly options: S;
  readonly emit: (model: Model, options: z.infer<S>, context: EmitContext) => Iterable<Artifact>;
}

/** Declares an emitter; `emit` receives its own options, typed. */
export const defineEmitter = <S extends z.ZodType>(emitter: Declared<S>): Emitter => ({
  ...emitter,
  emit: (model, context) => emitter.emit(model, emitter.options.parse(model.targets[emitter.name], interpreted), context),
});
