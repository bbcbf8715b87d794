import type { z } from 'zod';
import { describe, isMap, own, valueAt } from '../../base/data.ts';
import { suggest } from '../../base/suggest.ts';
import { malformedValue } from '../../diagnostics/codes/plm105-malformed-value.ts';
import { missingKey } from '../../diagnostics/codes/plm102-missing-key.ts';
import { probeMisfit } from '../../diagnostics/codes/plm334-probe-misfit.ts';
import { outOfRange } from '../../diagnostics/codes/plm110-out-of-range.ts';
import { unknownKey } from '../../diagnostics/codes/plm101-unknown-key.ts';
import { unknownValue } from '../../diagnostics/codes/plm104-unknown-value.ts';
import { wrongType } from '../../diagnostics/codes/plm103-wrong-type.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import { parseDuration } from '../../model/duration.ts';
import type { Path } from '../load/document.ts';
import { keysAt } from './known-keys.ts';
import { nearQuantities, nearRanges } from './quantity-hint.ts';
import { scalarForms } from './scalar-forms.ts';

type Issue = z.core.$ZodIssue;

/** What an issue is about: the data it was found in, the schema, and a way to find places. */
export interface IssueSubject {
  readonly value: unknown;
  readonly schema: z.ZodType;
  readonly locate: (path: Path, what: 'key' | 'value') => Span;
}

const pathOf = (issue: Issue): Path => issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));

const typeNames: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', '`true` or `false`'],
  ['array', 'a list'],
  ['object', 'a map'],
  ['record', 'a map'],
]);

const typeName = (name: string): string => typeNames.get(name) ?? name;

const lacking = (path: Path, subject: IssueSubject): Diagnostic =>
  missingKey({ key: String(path.at(-1) ?? '') }, subject.locate(path.slice(0, -1), 'key'));

const typed = (path: Path, expected: string, subject: IssueSubject): Diagnostic => {
  const found = valueAt(subject.value, path);
  if (found === undefined) return lacking(path, subject);
  return wrongType({ expected: typeName(expected), found: describe(found) }, subject.locate(path, 'value'));
};

const scalar = (path: Path, kind: string, subject: IssueSubject): Diagnostic => {
  const found = valueAt(subject.value, path);
  if (found === undefined) return lacking(path, subject);
  const form = scalarForms.get(kind) ?? { what: 'a value of this key', example: '' };
  const written = isMap(found) || Array.isArray(found) || found === null;
  if (written) return wrongType({ expected: form.what, found: describe(found) }, subject.locate(path, 'value'));
  if (durations.has(kind) && parseDuration(String(found)) !== undefined) {
    const problem = kind === 'duration' ? 'at most 3650d' : 'from 1s to 3650d';
    return outOfRange({ value: `\`${String(found)}\``, problem }, subject.locate(path, 'value'));
  }
  const meant = typeof found === 'string' ? (hints.get(kind)?.(found) ?? []) : [];
  return malformedValue({ value: String(found), expected: form.what, example: form.example, meant }, subject.locate(path, 'value'));
};

/** What a text may have meant, by the kind of scalar that was asked for. */
const hints: ReadonlyMap<string, (text: string) => readonly string[]> = new Map([
  ['quantity', nearQuantities],
  ['interval', nearRanges],
  ['range', nearRanges],
]);

const durations = new Set(['duration', 'positive-duration']);

/** A text that a pattern of its own does not take. */
const patterned = (path: Path, pattern: string, subject: IssueSubject): Diagnostic => {
  const found = String(valueAt(subject.value, path));
  return malformedValue({ value: found, expected: 'a text that can stand here', pattern }, subject.locate(path, 'value'));
};

const shownValue = (path: Path, subject: IssueSubject): string => {
  const found = valueAt(subject.value, path);
  if (found === '') return 'an empty text';
  return typeof found === 'string' || typeof found === 'number' ? `\`${found}\`` : describe(found);
};

const plainValue = (path: Path, subject: IssueSubject): string => {
  const found = valueAt(subject.value, path);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : describe(found);
};

const unionKind = (issue: Extract<Issue, { code: 'invalid_union' }>, value: unknown): readonly Issue[] => {
  const wantsList = Array.isArray(value);
  const branches = issue.errors.filter((errors) => errors.every((one) => !(one.code === 'invalid_type' && one.path.length === 0)));
  const chosen = branches.find((errors) => errors.some((one) => one.path.length > 0) === wantsList) ?? branches[0] ?? issue.errors[0];
  return chosen ?? [];
};

const itemsOf = (origin: string, count: number | bigint): string => {
  if (origin === 'array') return Number(count) === 1 ? ' entry' : ' entries';
  return origin === 'string' ? (Number(count) === 1 ? ' character' : ' characters') : '';
};

type BoundIssue = Extract<Issue, { code: 'too_small' | 'too_big' }>;

/** `at least 1 entry`, `less than 5`. */
const boundOf = (issue: BoundIssue): string => {
  const isLow = issue.code === 'too_small';
  const bound = isLow ? issue.minimum : issue.maximum;
  const [open, closed] = isLow ? ['more than', 'at least'] : ['less than', 'at most'];
  return `${issue.inclusive === false ? open : closed} ${String(bound)}${itemsOf(issue.origin, bound)}`;
};

const bounded = (path: Path, problem: string, subject: IssueSubject): Diagnostic =>
  outOfRange({ value: shownValue(path, subject), problem }, subject.locate(path, 'value'));

/** What one of our own schemas found: fields of a probe that do not fit together, or a scalar of another form. */
const custom = (path: Path, issue: Extract<Issue, { code: 'custom' }>, subject: IssueSubject): Diagnostic => {
  const params = issue.params ?? {};
  if (typeof own(params, 'problem') !== 'string') return scalar(path, String(own(params, 'scalar') ?? ''), subject);
  return probeMisfit({ problem: issue.message, help: String(own(params, 'help')) }, subject.locate(path, 'value'));
};

/** A key of a map with free keys: it has to be of the form that a scalar schema asks for. */
const malformedKey = (path: Path, issue: Extract<Issue, { code: 'invalid_key' }>, subject: IssueSubject): Diagnostic => {
  const [inner] = issue.issues;
  const kind = inner?.code === 'custom' ? String(own(inner.params ?? {}, 'scalar') ?? '') : '';
  const form = scalarForms.get(kind) ?? { what: 'a name that can stand here', example: 'rack' };
  return malformedValue({ value: String(path.at(-1)), expected: form.what, example: form.example }, subject.locate(path, 'key'));
};

const one = (issue: Issue, subject: IssueSubject): readonly Diagnostic[] => {
  const path = pathOf(issue);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey({ key, known: keysAt(subject.schema, path) }, subject.locate([...path, key], 'key')));
    case 'invalid_type':
      return [typed(path, issue.expected, subject)];
    case 'invalid_value':
      if (valueAt(subject.value, path) === undefined) return [lacking(path, subject)];
      return [unknownValue({ value: plainValue(path, subject), known: issue.values.map(String) }, subject.locate(path, 'value'))];
    case 'custom':
      return [custom(path, issue, subject)];
    case 'invalid_format':
      return [patterned(path, String(own({ ...issue }, 'pattern') ?? issue.format), subject)];
    case 'invalid_union':
      return unionKind(issue, valueAt(subject.value, path)).flatMap((inner) =>
        one({ ...inner, path: [...issue.path, ...inner.path] }, subject),
      );
    case 'invalid_key':
      return [malformedKey(path, issue, subject)];
    case 'too_small':
    case 'too_big':
      return [bounded(path, boundOf(issue), subject)];
    default:
      return [outOfRange({ value: shownValue(path, subject), problem: issue.message.toLowerCase() }, subject.locate(path, 'value'))];
  }
};

const keyOf = (path: Path): string => path.join('\n');

/** The keys that misspelt ones may stand for; that they are missing is the same mistake. */
const meantBy = (issue: Issue, subject: IssueSubject): readonly string[] => {
  if (issue.code !== 'unrecognized_keys') return [];
  const path = pathOf(issue);
  return issue.keys.flatMap((key) => suggest(key, keysAt(subject.schema, path)).map((name) => keyOf([...path, name])));
};

/** The diagnostics for what a schema found wrong. */
export const diagnose = (error: z.ZodError, subject: IssueSubject): readonly Diagnostic[] => {
  const meant = new Set(error.issues.flatMap((issue) => meantBy(issue, subject)));
  const isMissing = (path: Path): boolean => valueAt(subject.value, path) === undefined;
  return error.issues
    .filter((issue) => !(meant.has(keyOf(pathOf(issue))) && isMissing(pathOf(issue))))
    .flatMap((issue) => one(issue, subject));
};
