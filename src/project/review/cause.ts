import { type AlertLevel, isOneSided, type LimitForm } from '../../model/limits.ts';
import type { Provenance } from '../../compiler/provenance.ts';
import type { Facet, FacetOf } from '../../review/facet.ts';
import type { PlannedChange } from '../../review/plan.ts';
import type { Finder, Finders } from './source.ts';

type Cause = NonNullable<PlannedChange['cause']>;

const levels = ['critical', 'warning'] as const satisfies readonly AlertLevel[];

const textOf = (form: LimitForm | undefined, level: AlertLevel): string | undefined => {
  if (form === undefined) return undefined;
  if (isOneSided(form)) return form[level]?.text;
  const interval = form[level];
  return interval && `${interval.low.text}..${interval.high.text}`;
};

/** The first limit that differs, as the field of a check. */
const limitsField = ({ drawn: { before, after }, measure }: FacetOf<'limits'>): string | undefined => {
  const prefix = measure === undefined ? '' : `thresholds.${measure}.`;
  for (const now of after.limits) {
    const old = before.limits.find(({ form }) => form === now.form);
    const level = levels.find((one) => textOf(old, one) !== textOf(now, one));
    if (level !== undefined) return `${prefix}limits.${now.form}.${level}`;
  }
  return undefined;
};

/** The field of a check in which a facet was written. */
export const fieldOf = (facet: Facet): string | undefined => {
  switch (facet.kind) {
    case 'limits':
      return limitsField(facet);
    case 'patience':
      return facet.field === 'within' ? 'heartbeat.within' : facet.field;
    case 'stage':
    case 'owner':
      return facet.kind;
    case 'hours':
      return 'during';
    case 'hosts':
      return 'on';
    case 'receivers':
      return `notify.${facet.level}`;
    default:
      return undefined;
  }
};

const hostOf = (facet: Facet): { readonly host?: string } => {
  const host = facet.kind === 'limits' ? facet.hosts[0] : undefined;
  return host === undefined ? {} : { host };
};

/** Where the value of a facet was written on one side. */
export const writtenAt = (facet: Facet, check: string, { find }: Finder): Provenance | undefined => {
  const field = fieldOf(facet);
  return field === undefined ? undefined : find({ kind: 'checks', id: check, field, ...hostOf(facet) });
};

const isShared = (from: Provenance['from'] | undefined): boolean => from === 'default' || from === 'settings';

const textIn = ({ texts }: Finder, found: Provenance | undefined): string | undefined =>
  found && texts.get(found.span.file)?.slice(found.span.start, found.span.end);

/** The file of defaults, or the settings, that a facet comes from; only where no definition has a say of its own on either side. */
const sharedCause = (facet: Facet, { id, was }: PlannedChange, { before, after }: Finders): Cause | undefined => {
  const [old, now] = [writtenAt(facet, was ?? id, before), writtenAt(facet, id, after)];
  const shared = [now, old].find((one) => isShared(one?.from));
  const hasOwn = [old, now].some((one) => one !== undefined && !isShared(one.from) && one.from !== 'built-in');
  if (shared === undefined || hasOwn || textIn(before, old) === textIn(after, now)) return undefined;
  return { kind: shared.from === 'default' ? 'defaults' : 'settings', id: shared.span.file };
};

const sameCause = (a: Cause | undefined, b: Cause | undefined): boolean => a?.kind === b?.kind && a?.id === b?.id;

/** The file whose shared values made the whole change; else what the plan itself could tell. */
export const causeOf = (change: PlannedChange, finders: Finders): Cause | undefined => {
  if (change.kind !== 'checks' || change.action !== 'changed') return change.cause;
  // That a team, group, schedule or metric has changed is known; the limits of a threshold can still be a default's.
  if (change.cause !== undefined && change.cause.kind !== 'thresholds') return change.cause;
  const [first, ...others] = change.facets.filter(({ kind }) => kind !== 'text').map((facet) => sharedCause(facet, change, finders));
  return first !== undefined && others.every((one) => sameCause(first, one)) ? first : change.cause;
};
