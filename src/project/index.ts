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
  CheckFilter,
  CheckList,
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
  ListedCheck,
  ListResult,
  MatrixResult,
  MatrixRow,
  OpenOptions,
  VerifyOptions,
  VerifyResult,
  VerifyRun,
} from './types.ts';
