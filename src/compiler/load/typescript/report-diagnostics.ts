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
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { Span } from '../../../diagnostics/span.ts';
import type { Locator } from '../document.ts';
import { absentName, insteadOf } from './absent-names.ts';
import { limits } from './limits.ts';
import { oddityDiagnostic } from './oddity-diagnostics.ts';
import type { Ending } from './realm.ts';
import type { Report, Thrown } from './realm/harness.ts';
import { short } from './short.ts';
import type { StackPositions } from './stack-positions.ts';

/** The places of one file. */
export interface Places {
  readonly locator: Locator;
  readonly ofStack: StackPositions;
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
const exhausted = ({ name, message }: Thrown): 'out-of-memory' | 'too-deep' | undefined => {
  if (name === 'InternalError' && message === 'stack overflow') return 'too-deep';
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

const thrownDiagnostic = (thrown: Thrown, span: Span): Diagnostic => {
  if (thrown.missingExport !== '') return noSuchExport({ name: short(thrown.missingExport, 30), known: thrown.knownExports }, span);
  const kind = exhausted(thrown);
  if (kind !== undefined) return stopped(kind, span);
  const name = absentName(thrown);
  return name === undefined ? definitionThrew({ thrown: describe(thrown) }, span) : notAvailable({ name, instead: insteadOf(name) }, span);
};

const reportDiagnostic = (report: Exclude<Report, { status: 'loaded' }>, { locator, ofStack }: Places): Diagnostic => {
  const whole = locator.locate([], 'value');
  switch (report.status) {
    case 'refused':
      return oddityDiagnostic(report, locator);
    case 'no-default':
      return noDefaultExport({ exported: report.names[0] ?? '' }, whole);
    case 'not-a-definition':
      return notADefinitionFile({ found: report.is }, whole);
    case 'threw':
      return thrownDiagnostic(report.thrown, ofStack(report.thrown.stack) ?? whole);
    default:
      return unreachable(report);
  }
};

/** Why a file gave no definitions; undefined when it did. */
export const endingDiagnostic = (ending: Ending, places: Places): Diagnostic | undefined => {
  const whole = places.locator.locate([], 'value');
  switch (ending.kind) {
    case 'report':
      return ending.report.status === 'loaded' ? undefined : reportDiagnostic(ending.report, places);
    case 'asynchronous':
      return asynchronousDefinition({}, whole);
    case 'too-long':
    case 'out-of-memory':
    case 'too-deep':
      return stopped(ending.kind, places.ofStack(ending.stack) ?? whole);
  }
};
