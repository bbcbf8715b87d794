import { unusedIgnore } from '../diagnostics/codes/plm007-unused-ignore.ts';
import { malformedValue } from '../diagnostics/codes/plm105-malformed-value.ts';
import { ignoredError } from '../diagnostics/codes/plm008-ignored-error.ts';
import { expiredIgnore } from '../diagnostics/codes/plm009-expired-ignore.ts';
import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import type { Definitions, Entry } from './definitions.ts';
import { folderKinds } from './load/folders.ts';

interface Ignore {
  readonly code: string;
  readonly until?: string | undefined;
  readonly span: Span;
  /** From the first to the last character of the definition. */
  readonly extent: Span;
  /** In `_defaults` it holds for many definitions, and need not be used by each. */
  readonly shared: boolean;
}

type Ignoring = Entry<{ readonly ignore?: readonly { readonly code: string; readonly until?: string | undefined }[] | undefined }>;

const ignoresOf = (entry: Ignoring): readonly Ignore[] =>
  (entry.value.ignore ?? []).map(({ code, until }, i) => ({
    code,
    until,
    span: entry.locate(['ignore', i, 'code']),
    extent: entry.extent(),
    shared: entry.from(['ignore', i]) === 'default',
  }));

const covers = ({ extent }: Ignore, span: Span | undefined): boolean =>
  span !== undefined && span.file === extent.file && span.start >= extent.start && span.start < extent.end;

const isExpired = ({ until }: Ignore, today: string): boolean => until !== undefined && until < today;

export interface Suppressing {
  readonly definitions: Definitions;
  readonly today: string;
  /** The severity of a code; undefined for one that does not exist. */
  readonly severityOf: (code: string) => Severity | undefined;
  /** What ran: the compiler, every emitter, or some emitters, after which nobody can say that an ignore is unused. */
  readonly after: 'compiling' | 'emitting' | 'emitting-some';
}

/** Codes of backends, which only emitters report. */
const isEmitted = (code: string): boolean => /^PLM4[0-7]\d$/.test(code);

const isUnused = (ignore: Ignore, after: Suppressing['after']): boolean =>
  !ignore.shared && (isEmitted(ignore.code) ? after === 'emitting' : after === 'compiling');

const noCode = ({ code, span }: Ignore, severityOf: Suppressing['severityOf']): Diagnostic => {
  const meant = code.trim().toUpperCase();
  return malformedValue(
    { value: code, expected: 'the code of a warning', example: severityOf(meant) === undefined ? 'PLM320' : meant },
    span,
  );
};

const complaints = (ignore: Ignore, used: boolean, { today, severityOf, after }: Suppressing): readonly Diagnostic[] => {
  const severity = severityOf(ignore.code);
  if (severity === undefined) return after === 'compiling' ? [noCode(ignore, severityOf)] : [];
  const isError = severity === 'error';
  if (isError || isExpired(ignore, today)) {
    if (after !== 'compiling') return [];
    const { code, until = '', span } = ignore;
    return [isError ? ignoredError({ code }, span) : expiredIgnore({ code, until }, span)];
  }
  return !used && isUnused(ignore, after) ? [unusedIgnore({ code: ignore.code }, ignore.span)] : [];
};

const byFile = (ignores: readonly Ignore[]): ReadonlyMap<string, readonly Ignore[]> => {
  const found = new Map<string, Ignore[]>();
  for (const ignore of ignores) {
    const near = found.get(ignore.extent.file);
    if (near === undefined) found.set(ignore.extent.file, [ignore]);
    else near.push(ignore);
  }
  return found;
};

/** Takes out the warnings that definitions ignore, and adds what is wrong with those requests. Errors always stay. */
export const suppress = (diagnostics: readonly Diagnostic[], request: Suppressing): readonly Diagnostic[] => {
  const { definitions, today } = request;
  const ignores = folderKinds.flatMap((kind) => [...definitions[kind].values()].flatMap((entry: Ignoring) => ignoresOf(entry)));
  const inFile = byFile(ignores);
  const used = new Set<Ignore>();
  const kept = diagnostics.filter((diagnostic) => {
    if (diagnostic.severity === 'error') return true;
    const near = inFile.get(diagnostic.span?.file ?? '') ?? [];
    const by = near.filter((one) => one.code === diagnostic.code && !isExpired(one, today) && covers(one, diagnostic.span));
    by.forEach((one) => used.add(one));
    return by.length === 0;
  });
  return [...kept, ...ignores.flatMap((one) => complaints(one, used.has(one), request))];
};
