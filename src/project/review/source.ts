import type { Compilation } from '../../compiler/compile.ts';
import { type ProvenanceFinder, provenanceOf } from '../../compiler/provenance.ts';
import { placesIn, type SpanPlace } from '../../diagnostics/render/place.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { Model } from '../../model/model.ts';

/** One side as its authors wrote it. */
export interface Source {
  readonly model: Model;
  readonly compilation: Compilation;
}

export interface Sources {
  readonly before: Source;
  readonly after: Source;
}

/** Finds what stands where in one side; made once for all changes. */
export interface Finder {
  readonly find: ProvenanceFinder['find'];
  readonly locate: ProvenanceFinder['locate'];
  readonly place: (span: Span) => SpanPlace;
  readonly texts: Compilation['texts'];
}

export const finderOf = ({ model, compilation }: Source): Finder => ({
  ...provenanceOf(compilation, model),
  place: placesIn(compilation.texts),
  texts: compilation.texts,
});

export interface Finders {
  readonly before: Finder;
  readonly after: Finder;
}
