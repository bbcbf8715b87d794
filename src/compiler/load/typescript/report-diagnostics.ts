import { unreachable } from '../../../base/invariant.ts';
import { noSuchExport } from '../../../diagnostics/codes/plm045-no-such-export.ts';
import { asynchronousDefinition } from '../../../diagnostics/codes/plm046-asynchronous-definition.ts';
import { noDefaultExport } from '../../../diagnostics/codes/plm047-no-default-export.ts';
import { notADefinitionFile } from '../../../diagnostics/codes/plm048-not-a-definition-file.ts';
import { definitionThrew } from '../../../diagnostics/codes/plm049-definition-threw.ts';
import { notAvailable } from '../../../diagnostics/codes/plm050-not-available.ts';
import { evaluationTooLong } from '../../../diagnostics/codes/plm051-evaluation-too-long.ts';
import { evaluationOutOfMemory } from '../../../diagnostics/codes/plm052-evaluation-out-of-memory.ts';
import { recursionTooDeep } from '../../../diagnostics/codes/plm053-recursion-too-deep.ts';
import { frozenBuiltin } from '../../../diagnostics/codes/plm056-frozen-builtin.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { Span } from '../../../diagnostics/span.ts';
import type { Locator } from '../document.ts';
import { asynchronousFor, builtinFor, globalFor, importFor, loopFor, memberFor, throwFor } from './blame.ts';
import { absentName, insteadOf } from './absent-names.ts';
import { limits } from './limits.ts';
import { oddityDiagnostic } from './oddity-diagnostics.ts';
import type { Ending } from './realm.ts';
import type { Report, Thrown } from './realm/harness.ts';
import { short } from './short.ts';
import type { Sources } from './sources.ts';

/** One file, and the means to find places in it. */
export interface Evaluated {
  readonly file: string;
  readonly locator: Locator;
  readonly sources: Sources;
}

const megabytes = limits.memoryBytes / 1024 / 1024;

const stopped = (kind: 'too-long' | 'out-of-memory' | 'too-deep', span: Span): Diagnostic => {
  switch (kind) {
    case 'too-long':
      return evaluationTooLong({}, span);
    case 'out-of-memory':
      return evaluationOutOfMemory({ megabytes }, span);
    case 'too-deep':
      return recursionTooDeep({}, span);
  }
};

/** QuickJS throws what it runs out of as an error that can be caught and comes through like any other. */
const exhausted = ({ message }: Thrown): 'out-of-memory' | 'too-deep' | undefined => {
  if (message === 'stack overflow') return 'too-deep';
  const memory = [
    'out of memory',
    'string too long',
    'invalid array buffer length',
    'invalid string length',
    'BigInt is too large to allocate',
  ];
  return memory.includes(message) ? 'out-of-memory' : undefined;
};

const describe = ({ isError, name, message }: Thrown): string => {
  if (!isError) return `${short(message, 60)}, which is not an error`;
  return `${short(name, 30) || 'an error'}: ${short(message, 50)}`;
};

/** What the engine says of a write to something frozen. */
const isRefusedWrite = ({ name, message }: Thrown): boolean =>
  name === 'TypeError' && /not extensible|is read-only|not configurable|is immutable|not writable|could not delete/.test(message);

const errorDiagnostic = (thrown: Thrown, span: Span, sources: Sources): Diagnostic => {
  const name = absentName(thrown);
  if (name !== undefined) return notAvailable({ name, instead: insteadOf(name) }, memberFor(name, span, sources));
  const changed = isRefusedWrite(thrown) ? builtinFor(span, sources) : undefined;
  if (changed !== undefined) return frozenBuiltin({ target: short(changed.target, 40) }, changed.span);
  const absent = thrown.name === 'TypeError' ? globalFor(span, sources) : undefined;
  if (absent !== undefined) return notAvailable({ name: absent.name, instead: insteadOf(absent.name) }, absent.span);
  return definitionThrew({ thrown: describe(thrown) }, span);
};

const thrownDiagnostic = (thrown: Thrown, { file, locator, sources }: Evaluated): Diagnostic => {
  const stood = sources.ofStack(thrown.stack);
  const span = stood ?? throwFor(thrown.message, file, sources) ?? locator.locate([], 'value');
  if (stood === undefined) return definitionThrew({ thrown: describe(thrown) }, span);
  if (thrown.missingExport !== '') {
    const known = thrown.knownExports;
    return noSuchExport({ name: short(thrown.missingExport, 30), known }, importFor(thrown.missingExport, span, sources));
  }
  const kind = exhausted(thrown);
  return kind === undefined ? errorDiagnostic(thrown, span, sources) : stopped(kind, span);
};

const reportDiagnostic = (report: Exclude<Report, { status: 'loaded' }>, evaluated: Evaluated): Diagnostic => {
  const { locator } = evaluated;
  switch (report.status) {
    case 'refused':
      return oddityDiagnostic(report, locator);
    case 'no-default':
      return noDefaultExport({ exported: report.names[0] ?? '' }, locator.locate([], 'value'));
    case 'not-a-definition':
      return notADefinitionFile({ found: report.is }, locator.locate([], 'value'));
    case 'threw':
      return thrownDiagnostic(report.thrown, evaluated);
    default:
      return unreachable(report);
  }
};

const stoppedDiagnostic = (ending: Extract<Ending, { stack: string }>, { file, sources }: Evaluated): Diagnostic => {
  const stood = sources.ofStack(ending.stack) ?? { file, start: 0, end: 0 };
  return stopped(ending.kind, ending.kind === 'too-deep' ? stood : loopFor(stood, ending.stack, sources));
};

/** Why a file gave no definitions; undefined when it did. */
export const endingDiagnostic = (ending: Ending, evaluated: Evaluated): Diagnostic | undefined => {
  switch (ending.kind) {
    case 'report':
      return ending.report.status === 'loaded' ? undefined : reportDiagnostic(ending.report, evaluated);
    case 'asynchronous':
      return asynchronousDefinition({}, asynchronousFor(evaluated.file, evaluated.sources) ?? evaluated.locator.locate([], 'value'));
    case 'too-long':
    case 'out-of-memory':
    case 'too-deep':
      return stoppedDiagnostic(ending, evaluated);
  }
};
