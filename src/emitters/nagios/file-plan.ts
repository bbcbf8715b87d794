import type { Artifact, EmitContext } from '../contract.ts';

/** A file of ours before its template is filled. */
export interface FilePlan<V extends object = object> {
  /** Relative to the output folder. */
  readonly path: string;
  readonly template: string;
  readonly view: V;
}

/** Writes a planned file; `shown` makes what its template gets of a view that is kept shorter. */
export type WriteFile = <V extends object>(plan: FilePlan<V>, shown?: (view: V) => object) => Artifact;

/** Each file begins with the same line, which says where it comes from. */
export const fileWriter =
  (provenance: string, { reuse, render }: EmitContext): WriteFile =>
  ({ path, template, view }, shown = (same) => same) => {
    const input = { provenance, template, view };
    const fill = (of: typeof input): string => render(of.template, { provenance: of.provenance, ...shown(of.view) });
    return { path, text: reuse(path, input, fill), mode: 0o644 };
  };
