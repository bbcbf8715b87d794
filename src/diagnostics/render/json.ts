import type { Diagnostic } from '../diagnostic.ts';
import type { SourceTexts, Span } from '../span.ts';
import { arrange, type Merged, summarize, type Summary } from './order.ts';
import { placesIn, type SpanPlace } from './place.ts';

/** A finding in the versioned JSON form. Place fields are null for a finding about no file. */
export interface JsonDiagnostic {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
  readonly why: string;
  readonly help: string;
  readonly slug: string;
  readonly label?: string;
  /** Only when the very same finding was reported more than once. */
  readonly count?: number;
  readonly related: readonly (SpanPlace & { readonly label: string })[];
}

export interface JsonDocument {
  readonly version: 1;
  readonly diagnostics: readonly JsonDiagnostic[];
  readonly summary: Summary;
}

const nowhere = { file: null, line: null, column: null, endLine: null, endColumn: null };

const toJson = ({ diagnostic, count }: Merged, place: (span: Span) => SpanPlace): JsonDiagnostic => {
  const { code, severity, message, why, help, slug, span, label, related } = diagnostic;
  return {
    code,
    severity,
    message,
    ...(span === undefined ? nowhere : place(span)),
    why,
    help,
    slug,
    ...(label === undefined ? {} : { label }),
    ...(count === 1 ? {} : { count }),
    related: related.map((second) => ({ label: second.label, ...place(second.span) })),
  };
};

/** All findings as data, sorted and merged like the human form, never capped. */
export const jsonDocument = (diagnostics: readonly Diagnostic[], texts: SourceTexts): JsonDocument => {
  const arranged = arrange(diagnostics);
  const place = placesIn(texts);
  return { version: 1, diagnostics: arranged.map((merged) => toJson(merged, place)), summary: summarize(arranged) };
};

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** One JSON document on one line group, safe to print: what a terminal would act on or hide is escaped. */
export const printJson = (value: unknown): string =>
  `${JSON.stringify(value, undefined, 2).replace(/[\u007f-\u009f\u2028\u2029]|\p{Cf}/gu, (found) =>
    [...found]
      .flatMap((c) => c.split(''))
      .map(escapeUnit)
      .join(''),
  )}\n`;

/** The versioned JSON form of findings. */
export const renderJson = (diagnostics: readonly Diagnostic[], texts: SourceTexts): string => printJson(jsonDocument(diagnostics, texts));
