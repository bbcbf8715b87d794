import type { z } from 'zod';

/** Why fields that are each well formed cannot stand together, or cannot be asked of every backend; see PLM334. */
export interface FieldProblem {
  /** The field to point at. */
  readonly path: readonly (string | number)[];
  readonly problem: string;
  readonly help: string;
}

/** A check for `superRefine`: each problem becomes an issue whose parameters the compiler turns into PLM334. */
export const refused =
  <F>(problemsOf: (fields: F) => readonly (FieldProblem | undefined)[]) =>
  (fields: F, context: z.RefinementCtx<F>): void => {
    for (const found of problemsOf(fields)) {
      if (found === undefined) continue;
      const { path, problem, help } = found;
      context.addIssue({ code: 'custom', path: [...path], message: problem, params: { problem, help } });
    }
  };
