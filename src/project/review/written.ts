import { isOneSided, type Limits } from '../../model/limits.ts';
import type { Model, Origin } from '../../model/model.ts';
import type { Compilation } from '../../compiler/compile.ts';
import { provenanceOf } from '../../compiler/provenance.ts';
import { placesIn } from '../../diagnostics/render/place.ts';
import type { FacetOf } from '../../review/facet.ts';
import type { PlannedChange } from '../../review/plan.ts';

/** One side as its authors wrote it. */
export interface Source {
  readonly model: Model;
  readonly compilation: Compilation;
}

export interface Sources {
  readonly before: Source;
  readonly after: Source;
}

const formWords = { above: 'above', below: 'below', atLeast: 'at least', atMost: 'at most', outside: 'outside', inside: 'inside' } as const;

/** What stands in the file at an origin, on one line; undefined where that is not a short scalar. */
const textAt = ({ model, compilation }: Source, origin: Origin): string | undefined => {
  const span = provenanceOf(compilation, model).locate(origin);
  const text = span && compilation.texts.get(span.file)?.slice(span.start, span.end).trim();
  return text === undefined || text.length > 60 || text.includes('\n') ? undefined : text.replace(/^(['"])(.*)\1$/, '$2');
};

interface Asked {
  readonly check: string;
  readonly prefix: string;
  readonly host?: string;
}

const limitsText = (source: Source, limits: Limits, { check, prefix, host }: Asked): string | undefined => {
  const forms = limits.map((form) => {
    const levels = (['warning', 'critical', 'clear'] as const).filter((level) =>
      isOneSided(form) ? form[level] !== undefined : level !== 'clear' && form[level] !== undefined,
    );
    const parts = levels.map((level) => {
      const field = `${prefix}limits.${form.form}.${level}`;
      const text = textAt(source, { kind: 'checks', id: check, field, ...(host === undefined ? {} : { host }) });
      return text === undefined ? undefined : `${level} ${text}`;
    });
    return parts.some((part) => part === undefined) ? undefined : `${formWords[form.form]}: ${parts.join(', ')}`;
  });
  return forms.some((form) => form === undefined) ? undefined : forms.join('; ');
};

const writtenLimits = (facet: FacetOf<'limits'>, { id, was }: PlannedChange, { before, after }: Sources): FacetOf<'limits'> => {
  const prefix = facet.measure === undefined ? '' : `thresholds.${facet.measure}.`;
  const [host] = facet.hosts;
  const asked = { prefix, ...(host === undefined ? {} : { host }) };
  const old = limitsText(before, facet.drawn.before.limits, { check: was ?? id, ...asked });
  const now = limitsText(after, facet.drawn.after.limits, { check: id, ...asked });
  return old === undefined || now === undefined || old === now ? facet : { ...facet, written: { before: old, after: now } };
};

const placeOf = (change: PlannedChange, { before, after }: Sources): PlannedChange['place'] => {
  const { model, compilation } = change.action === 'removed' ? before : after;
  const { kind, id, cause } = change;
  const { locate } = provenanceOf(compilation, model);
  const span = (cause?.kind === 'thresholds' ? locate({ kind: 'thresholds', id: cause.id }) : undefined) ?? locate({ kind, id });
  return span && placesIn(compilation.texts)(span);
};

/** A change with the words its authors wrote, and where. */
export const withSource = (change: PlannedChange, sources: Sources): PlannedChange => {
  const place = placeOf(change, sources);
  const facets = change.facets.map((facet) => (facet.kind === 'limits' ? writtenLimits(facet, change, sources) : facet));
  return { ...change, facets, ...(place === undefined ? {} : { place }) };
};
