import type { Span } from './span.ts';

export type Severity = 'error' | 'warning' | 'info';

/** A second place worth seeing, such as where a duplicate was first defined. */
export interface Related {
  readonly span: Span;
  readonly label: string;
}

/** One finding: what, where, why it matters, what to do next. */
export interface Diagnostic {
  /** `PLM` and three digits; see `docs/diagnostics/`. */
  readonly code: string;
  readonly slug: string;
  readonly severity: Severity;
  /** One sentence, words of the user in backticks, no final full stop. */
  readonly message: string;
  readonly span?: Span;
  /** The few words beside the caret. */
  readonly label?: string;
  readonly why: string;
  /** An imperative next step. */
  readonly help: string;
  readonly related: readonly Related[];
}

/** Receives findings in any order; sorting happens when they are shown. */
export type Report = (diagnostic: Diagnostic) => void;
