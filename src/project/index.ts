/**
 * The programmatic façade: everything the command line does, for programs.
 *
 * @packageDocumentation
 */
export { openEstate } from './open.ts';
export type {
  BuildOptions,
  BuildResult,
  BuiltEnvironment,
  DefinedAt,
  DropFileOptions,
  DropFileResult,
  Findings,
  ListResult,
  OpenOptions,
  Validation,
  VerifyOptions,
  VerifyResult,
  VerifyRun,
} from './types.ts';
export type { CheckFilter, CheckList, ListedCheck, MatrixResult, MatrixRow } from './check-types.ts';
export type { Explanation, ExplainOptions } from './explain-types.ts';
export type { DiffOptions, DiffResult, GateResult } from './review-types.ts';
export type { Estate } from './estate.ts';
export type { PostOptions, PostResult } from './post-types.ts';
