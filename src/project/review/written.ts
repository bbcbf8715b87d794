import { isOneSided, type Limits } from '../../model/limits.ts';
import { definitionKinds, type Origin } from '../../model/model.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { FacetOf } from '../../review/facet.ts';
import type { PlannedChange } from '../../review/plan.ts';
import { causeOf, writtenAt } from './cause.ts';
import { type Finder, finderOf, type Finders, type Sources } from './source.ts';

const formWords = { above: 'above', below: 'below', atLeast: 'at least', atMost: 'at most', outside: 'outside', inside: 'inside' } as const;

/** What stands in the file at an origin, on one line; undefined where that is not a short scalar. */
const textAt = ({ locate, texts }: Finder, origin: Origin): string | undefined => {
  const span = locate(origin);
  const text = span && texts.get(span.file)?.slice(span.start, span.end).trim();
  return text === undefined || text.length > 60 || text.includes('\n') ? undefined : text.replace(/^(['"])(.*)\1$/, '$2');
};

interface Asked {
  readonly check: string;
  readonly prefix: string;
  readonly host?: string;
}

const limitsText = (finder: Finder, limits: Limits, { check, prefix, host }: Asked): string | undefined => {
  const forms = limits.map((form) => {
    const levels = (['warning', 'critical', 'clear'] as const).filter((level) =>
      isOneSided(form) ? form[level] !== undefined : level !== 'clear' && form[level] !== undefined,
    );
    const parts = levels.map((level) => {
      const field = `${prefix}limits.${form.form}.${level}`;
      const text = textAt(finder, { kind: 'checks', id: check, field, ...(host === undefined ? {} : { host }) });
      return text === undefined ? undefined : `${level} ${text}`;
    });
    return parts.some((part) => part === undefined) ? undefined : `${formWords[form.form]}: ${parts.join(', ')}`;
  });
  return forms.some((form) => form === undefined) ? undefined : forms.join('; ');
};

const writtenLimits = (facet: FacetOf<'limits'>, { id, was }: PlannedChange, { before, after }: Finders): FacetOf<'limits'> => {
  const prefix = facet.measure === undefined ? '' : `thresholds.${facet.measure}.`;
  const [host] = facet.hosts;
  const asked = { prefix, ...(host === undefined ? {} : { host }) };
  const old = limitsText(before, facet.drawn.before.limits, { check: was ?? id, ...asked });
  const now = limitsText(after, facet.drawn.after.limits, { check: id, ...asked });
  return old === undefined || now === undefined || old === now ? facet : { ...facet, written: { before: old, after: now } };
};

const causeSpan = ({ id, cause, facets }: PlannedChange, finder: Finder): Span | undefined => {
  if (cause === undefined) return undefined;
  const limits = facets.find((facet) => facet.kind === 'limits' || facet.kind === 'patience');
  const value = limits && writtenAt(limits, id, finder);
  if (value !== undefined && value.from !== 'built-in') return value.span;
  const kind = definitionKinds.find((one) => one === cause.kind && one !== 'settings');
  return kind && finder.locate({ kind, id: cause.id });
};

/** The line that made the change where it is known, else the head of the definition. */
const placeOf = (change: PlannedChange, { before, after }: Finders): PlannedChange['place'] => {
  const finder = change.action === 'removed' ? before : after;
  const span = causeSpan(change, finder) ?? finder.locate({ kind: change.kind, id: change.id });
  if (span === undefined) return undefined;
  const { file, line, column } = finder.place(span);
  return { file, line, column };
};

/** Adds the words that authors wrote, where, and what made the change. */
export const sourceFinder = (sources: Sources): ((change: PlannedChange) => PlannedChange) => {
  const finders = { before: finderOf(sources.before), after: finderOf(sources.after) };
  return (bare) => {
    const cause = causeOf(bare, finders);
    const change = { ...bare, ...(cause === undefined ? {} : { cause }) };
    const place = placeOf(change, finders);
    const facets = change.facets.map((facet) => (facet.kind === 'limits' ? writtenLimits(facet, change, finders) : facet));
    return { ...change, facets, ...(place === undefined ? {} : { place }) };
  };
};
