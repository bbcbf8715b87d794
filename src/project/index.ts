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
  DiffOptions,
  DiffResult,
  DropFileOptions,
  DropFileResult,
  Estate,
  Explanation,
  ExplainOptions,
  Findings,
  GateResult,
  ListResult,
  OpenOptions,
  VerifyOptions,
  VerifyResult,
  VerifyRun,
} from './types.ts';
