import type { Place } from './ast.ts';

/** What kind of mistake; each kind has its own diagnostic. */
export type ProblemKind =
  | 'syntax'
  | 'function'
  | 'arguments'
  | 'type'
  | 'selector'
  | 'regexp'
  | 'modifier'
  | 'matching'
  | 'version'
  /** Parsed by Prometheus, but fails each time it is evaluated. */
  | 'evaluation';

/** Something wrong with an expression; offsets are into its text. */
export interface Problem extends Place {
  readonly kind: ProblemKind;
  /** One sentence, the user's words in backticks, no final full stop. */
  readonly message: string;
  /** An imperative next step, when there is a better one than the message implies. */
  readonly help?: string;
}

/** What is wrong, and the next step where the message does not imply it. */
export type Says = string | readonly [message: string, help: string | undefined];

export type Complain = (kind: ProblemKind, place: Place, says: Says) => void;

/** Collects problems. */
export const problemList = (): { readonly problems: Problem[]; readonly complain: Complain } => {
  const problems: Problem[] = [];
  const complain: Complain = (kind, { start, end }, says) => {
    const [message, help] = typeof says === 'string' ? [says] : says;
    problems.push({ kind, start, end, message, ...(help === undefined ? {} : { help }) });
  };
  return { problems, complain };
};
