import { isSameData } from '../base/same-data.ts';
import type { Facet, FacetOf } from './facet.ts';
import type { Pair } from './pair.ts';
import type { PlannedChange } from './plan.ts';
import type { Side } from './side.ts';

type Cause = NonNullable<PlannedChange['cause']>;

const differ = (before: unknown, after: unknown): boolean => before !== after && JSON.stringify(before) !== JSON.stringify(after);

const metricOf = ({ check }: Pair['before']): string | undefined => {
  const { subject } = check;
  return subject.kind === 'threshold' || subject.kind === 'heartbeat' ? subject.metric : undefined;
};

const metricCause = ({ before, after }: Pair): Cause | undefined => {
  const id = metricOf(after);
  return id !== undefined && metricOf(before) === id ? { kind: 'metrics', id } : undefined;
};

/** The same numbers in another unit come from the metric. */
const limitsCause = ({ drawn, threshold }: FacetOf<'limits'>, pair: Pair): Cause | undefined =>
  isSameData(drawn.before.limits, drawn.after.limits) ? metricCause(pair) : { kind: 'thresholds', id: threshold };

/** The team that is told otherwise, where the check itself asks for the same. */
const teamCause = ({ level }: FacetOf<'receivers'>, { before, after }: Pair): Cause | undefined => {
  const { owner, notify } = after.check;
  if (before.check.owner !== owner || before.check.notify[level] !== notify[level]) return undefined;
  const escalation = (side: Side) => side.teams.get(owner)?.escalation ?? [];
  if (differ(escalation(before.side), escalation(after.side))) return { kind: 'teams', id: owner };
  const told = [owner, ...escalation(after.side).map(({ team }) => team)];
  const moved = told.filter((id) => differ(before.side.teams.get(id)?.receivers, after.side.teams.get(id)?.receivers));
  const [id] = moved;
  return id === undefined || new Set(moved).size > 1 ? undefined : { kind: 'teams', id };
};

const groupCause = ({ before, after }: Pair): Cause | undefined => {
  if (differ(before.check.on, after.check.on)) return undefined;
  const members = (side: Side, id: string) => side.groups.get(id)?.members;
  const moved = after.check.on.filter((id) => differ(members(before.side, id), members(after.side, id)));
  const [id] = moved;
  return id === undefined || moved.length > 1 ? undefined : { kind: 'groups', id };
};

const scheduleCause = ({ before, after }: Pair): Cause | undefined => {
  const id = after.check.during;
  return id !== undefined && before.check.during === id ? { kind: 'schedules', id } : undefined;
};

const facetCause = (facet: Facet, pair: Pair): Cause | undefined => {
  switch (facet.kind) {
    case 'limits':
      return limitsCause(facet, pair);
    case 'receivers':
      return teamCause(facet, pair);
    case 'hosts':
      return groupCause(pair);
    case 'hours':
      return scheduleCause(pair);
    case 'opaque':
      return facet.field.startsWith('metric.') ? metricCause(pair) : undefined;
    case 'patience':
      return facet.field === 'staleAfter' ? metricCause(pair) : undefined;
    default:
      return undefined;
  }
};

/** Says nothing about what made the change: how long is waited is set by thresholds, checks and defaults alike. */
const isNeutral = (facet: Facet): boolean => facet.kind === 'text' || (facet.kind === 'patience' && facet.field !== 'staleAfter');

/** The one other definition whose edit made every respect of a change; undefined where there are several, or it is the check's own. */
export const causeOf = (facets: readonly Facet[], pair: Pair): Cause | undefined => {
  const [first, ...others] = facets.filter((facet) => !isNeutral(facet)).map((facet) => facetCause(facet, pair));
  return others.every((one) => one?.kind === first?.kind && one?.id === first?.id) ? first : undefined;
};
