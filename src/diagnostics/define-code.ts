import type { Diagnostic, Related, Severity } from './diagnostic.ts';
import type { Span } from './span.ts';

type Text<P> = string | ((params: P) => string);

/** What a file in `codes/` declares about one kind of finding. `P` names the holes in its texts. */
export interface CodeText<P> {
  readonly code: `PLM${string}`;
  readonly slug: string;
  readonly severity: Severity;
  readonly message: Text<P>;
  readonly label?: Text<P>;
  readonly why: Text<P>;
  readonly help: Text<P>;
}

/** What is known of a code without an occurrence of it. */
export interface CodeFacts {
  readonly code: string;
  readonly slug: string;
  readonly severity: Severity;
}

/** Makes a diagnostic of one code: `thresholdOrder({ warning, critical }, span)`. */
export interface Code<P> extends CodeFacts {
  (params: P, span?: Span, related?: readonly Related[]): Diagnostic;
}

const fill = <P>(text: Text<P>, params: P): string => (typeof text === 'string' ? text : text(params));

/** Declares a diagnostic code. Each lives in its own file under `codes/`, with a page in `docs/diagnostics/`. */
export const defineCode = <P = Record<never, never>>(text: CodeText<P>): Code<P> =>
  Object.assign(
    (params: P, span?: Span, related: readonly Related[] = []): Diagnostic => ({
      code: text.code,
      slug: text.slug,
      severity: text.severity,
      message: fill(text.message, params),
      ...(span === undefined ? {} : { span }),
      ...(text.label === undefined ? {} : { label: fill(text.label, params) }),
      why: fill(text.why, params),
      help: fill(text.help, params),
      related,
    }),
    { code: text.code, slug: text.slug, severity: text.severity },
  );
