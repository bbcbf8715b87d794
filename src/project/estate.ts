import type { SourceTexts } from '../diagnostics/span.ts';
import type { DefinitionKind } from '../model/model.ts';
import type { CheckFilter, CheckList, MatrixResult } from './check-types.ts';
import type { ExplainOptions, Explanation } from './explain-types.ts';
import type { PostOptions, PostResult } from './post-types.ts';
import type { DiffOptions, DiffResult, GateResult } from './review-types.ts';
import type {
  BuildOptions,
  BuildResult,
  DropFileOptions,
  DropFileResult,
  Findings,
  ListResult,
  Validation,
  VerifyOptions,
  VerifyResult,
} from './types.ts';

/**
 * An estate on disk, or in memory: everything the command line can do with it. Nothing here throws for bad input; what is thrown is a
 * defect of Plimsoll. Each call reads the sources as they are then.
 *
 * @example
 * import { type Estate, openEstate } from 'plimsoll/project';
 * const estate: Estate = await openEstate('.');
 * const { diagnostics } = await estate.validate();
 * console.log(estate.root, diagnostics.length);
 */
export interface Estate {
  /** The directory that holds `plimsoll.yaml`. */
  readonly root: string;
  /** The texts that diagnostics point into; complete once a method has answered. */
  readonly sources: SourceTexts;
  validate(): Promise<Validation>;
  build(options: BuildOptions): Promise<BuildResult>;
  verify(options: VerifyOptions): Promise<VerifyResult>;
  /** `query` is a definition's id (`kind:id` when several kinds have it), an artifact's `file:line`, or a diagnostic code. */
  explain(query: string, options: ExplainOptions): Promise<Explanation & Partial<Findings>>;
  list(kind?: DefinitionKind): Promise<ListResult>;
  /** The checks that fit every key of `filter`, environment by environment. */
  checks(filter: CheckFilter): Promise<CheckList>;
  /** One threshold in all environments: the limits of each set of hosts, side by side. */
  matrix(threshold: string): Promise<MatrixResult>;
  /** Compares two states of the estate, model with model: what a change does, and who must agree by the policy of the base. */
  diff(options: DiffOptions): Promise<DiffResult>;
  /** Decides whether a change may go: the policy, and those who may agree, are those of the base. `approvals` is a file, absolute. */
  gate(options: DiffOptions & { readonly approvals?: string }): Promise<GateResult>;
  /** Shows a review where the change is discussed, and marks its commit with what the gate says. Policy and teams are those open here. */
  report(options: PostOptions): Promise<PostResult>;
  /** Reads a file as the collector on a host would: an application's tests ask before its monitors do. `file` is relative to the root. */
  lintDropFile(file: string, options: DropFileOptions): Promise<DropFileResult>;
}
