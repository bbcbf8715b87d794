import type { Code } from '../../diagnostics/define-code.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import type { ProblemKind } from '../../promql/problem.ts';
import type { Definitions } from '../definitions.ts';
import { authoredExpressions } from './expressions.ts';

/** What a problem of an expression says: the message, and the next step when the checker has a better one than the code. */
export interface ProblemTexts {
  readonly message: string;
  readonly help: string | undefined;
}

interface Wanted {
  readonly definitions: Definitions;
  readonly kinds: readonly ProblemKind[];
  readonly code: Code<ProblemTexts>;
}

/** Reports the problems of these kinds in every expression of the estate. */
export const reportProblems = ({ definitions, kinds, code }: Wanted, report: Report): void => {
  for (const { analysis, at } of authoredExpressions(definitions))
    for (const problem of analysis.problems)
      if (kinds.includes(problem.kind)) report(code({ message: problem.message, help: problem.help }, at(problem)));
};
