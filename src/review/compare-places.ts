import { compareText } from '../base/compare.ts';
import type { Metric, ModelHost, Team } from '../model/model.ts';
import type { ChangeClass } from './classes.ts';
import type { Facet } from './facet.ts';
import type { ChangedKind, Need, PlannedChange } from './plan.ts';
import { receiverKey } from './say.ts';
import type { Side } from './side.ts';

interface Found {
  readonly kind: ChangedKind;
  readonly id: string;
  readonly action: PlannedChange['action'];
  readonly class: ChangeClass;
  readonly facets: readonly Facet[];
  readonly needs: readonly Need[];
  readonly why: string;
}

/** Beside checks: what checks do not show, or not all of them. */
const change = (found: Found): PlannedChange => ({
  ...found,
  direction: found.facets.some(({ kind }) => kind === 'opaque' || kind === 'executes') ? 'opaque' : 'none',
  hosts: { before: 0, after: 0 },
  receivers: { before: [], after: [] },
  pages: { before: false, after: false },
  resets: [],
});

const fields = (before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): readonly Facet[] =>
  Object.keys({ ...before, ...after }).flatMap((field): readonly Facet[] => {
    const [old, now] = [before[field], after[field]].map((value) =>
      value === undefined || typeof value === 'string' ? value : JSON.stringify(value),
    );
    return old === now ? [] : [{ kind: 'opaque', relation: 'both', field, before: old, after: now }];
  });

interface Kind<T> {
  readonly kind: ChangedKind;
  readonly of: (side: Side) => ReadonlyMap<string, T>;
  readonly view: (item: T) => Readonly<Record<string, unknown>>;
  readonly judge: (action: PlannedChange['action'], item: T, facets: readonly Facet[]) => Pick<Found, 'class' | 'needs'>;
  readonly why: (item: T) => string;
}

const compareKind = <T>(before: Side, after: Side, { kind, of, view, judge, why }: Kind<T>): readonly PlannedChange[] => {
  const [old, now] = [of(before), of(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id) => {
    const [was, is] = [old.get(id), now.get(id)];
    const item = is ?? was;
    if (item === undefined) return [];
    const action = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed';
    const facets = was !== undefined && is !== undefined ? fields(view(was), view(is)) : [];
    if (action === 'changed' && facets.length === 0) return [];
    return [change({ kind, id, action, facets, why: why(item), ...judge(action, item, facets) })];
  });
};

const metrics: Kind<Metric> = {
  kind: 'metrics',
  of: (side) => side.metrics,
  view: ({ title, why, unit, type, integer, range, source, staleAfterMs }) => ({
    title,
    why,
    unit: unit.name,
    type,
    integer,
    range,
    source,
    staleAfterMs,
  }),
  judge: (_, { owner }) => ({ class: 'C1', needs: [{ party: 'owner', team: owner }] }),
  why: ({ why }) => why,
};

/** Where a host is reached decides what every probe of it looks at. */
const hosts: Kind<ModelHost> = {
  kind: 'hosts',
  of: (side) => side.hosts,
  view: ({ address, labels, parents, groups }) => ({ address, labels, parents, groups }),
  judge: (action, _, facets) =>
    action === 'changed' && facets.some((facet) => facet.kind === 'opaque' && facet.field === 'address')
      ? { class: 'C3', needs: [{ party: 'ops' }] }
      : { class: 'C1', needs: [{ party: 'ops' }] },
  why: () => '',
};

const teamView = ({ name, receivers, escalation, members }: Team) => ({
  name,
  members: members === undefined ? undefined : members.toSorted(compareText).join(' '),
  ...Object.fromEntries((['page', 'ticket', 'chat'] as const).map((urgency) => [`receivers.${urgency}`, receiverKey(receivers[urgency])])),
  escalation: escalation.length === 0 ? undefined : escalation,
});

/** A receiver that is exchanged is a new contact; one that is taken away leaves nobody. */
const teams: Kind<Team> = {
  kind: 'teams',
  of: (side) => side.teams,
  view: teamView,
  judge: (action, { id }, facets) => {
    const isField = (...names: readonly string[]) => facets.some((facet) => facet.kind === 'opaque' && names.includes(facet.field));
    // Who may agree is a part of the machinery that decides what may go.
    if (isField('members')) return { class: 'C6', needs: [{ party: 'ops' }] };
    const contacts = facets.filter((facet) => facet.kind === 'opaque' && facet.field !== 'name');
    if (action !== 'changed') return { class: action === 'added' ? 'C1' : 'C5', needs: [{ party: 'ops' }] };
    if (contacts.length === 0) return { class: 'C1', needs: [{ party: 'team' }] };
    const isEmptied = contacts.some(({ after }) => after === 'nobody');
    return { class: isEmptied ? 'C5' : 'C4', needs: [{ party: 'receiver', team: id }, ...(isEmptied ? [{ party: 'ops' as const }] : [])] };
  },
  why: ({ name }) => name,
};

/** What decides how everything is generated and run. */
const settings = (before: Side, after: Side): readonly PlannedChange[] => {
  const view = ({ model }: Side) => ({
    hostLabel: model.hostLabel,
    policy: model.policy,
    ...Object.fromEntries(Object.entries(model.targets).map(([name, value]) => [`targets.${name}`, value])),
  });
  const facets = fields(view(before), view(after));
  if (facets.length === 0) return [];
  return [change({ kind: 'settings', id: after.model.estate, action: 'changed', class: 'C6', facets, needs: [{ party: 'ops' }], why: '' })];
};

/** Changes of everything but checks. */
export const comparePlaces = (before: Side, after: Side): readonly PlannedChange[] => [
  ...settings(before, after),
  ...compareKind(before, after, teams),
  ...compareKind(before, after, metrics),
  ...compareKind(before, after, hosts),
];
