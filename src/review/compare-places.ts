import { compareText } from '../base/compare.ts';
import type { Group, Metric, Model, ModelHost, Team } from '../model/model.ts';
import type { Schedule } from '../model/schedule.ts';
import type { ChangeClass } from './classes.ts';
import type { Facet } from './facet.ts';
import { uniqueNeeds } from './needs.ts';
import type { ChangedKind, Need, PlannedChange } from './plan.ts';
import { readsSecret, receiverKey, sayHours } from './say.ts';
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
  needs: uniqueNeeds(found.needs),
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
    if (old === now) return [];
    if (field === 'why' || field === 'title') return [{ kind: 'text', relation: 'same', field, before: old, after: now }];
    return [{ kind: 'opaque', relation: 'both', field, before: old, after: now }];
  });

/** A definition as it was and as it is, and how it differs; one of the two may be missing. */
interface Judged<T> {
  readonly action: PlannedChange['action'];
  readonly was: T | undefined;
  readonly is: T | undefined;
  readonly facets: readonly Facet[];
}

interface Kind<T> {
  readonly kind: ChangedKind;
  readonly of: (side: Side) => ReadonlyMap<string, T>;
  readonly view: (item: T) => Readonly<Record<string, unknown>>;
  readonly judge: (judged: Judged<T>) => Pick<Found, 'class' | 'needs'>;
  readonly why: (item: T) => string;
}

const compareKind = <T>(before: Side, after: Side, { kind, of, view, judge, why }: Kind<T>): readonly PlannedChange[] => {
  const [old, now] = [of(before), of(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id) => {
    const [was, is] = [old.get(id), now.get(id)];
    const item = is ?? was;
    if (item === undefined || was === is) return [];
    const action = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed';
    const facets = was !== undefined && is !== undefined ? fields(view(was), view(is)) : [];
    if (action === 'changed' && facets.length === 0) return [];
    return [change({ kind, id, action, facets, why: why(item), ...judge({ action, was, is, facets }) })];
  });
};

const changesField = (facets: readonly Facet[], name: string): boolean =>
  facets.some((facet) => facet.kind === 'opaque' && facet.field === name);

const ownersOf = ({ was, is }: Judged<Metric>): readonly Need[] =>
  [...new Set([was, is].flatMap((metric) => metric?.owner ?? []))].map((team) => ({ party: 'owner', team }));

const metrics: Kind<Metric> = {
  kind: 'metrics',
  of: (side) => side.metrics,
  view: ({ title, why, owner, unit, type, integer, range, source, staleAfterMs }) => ({
    title,
    why,
    owner,
    unit: unit.name,
    type,
    integer,
    range,
    source,
    staleAfterMs,
  }),
  // Who answers for a metric agrees to its changes.
  judge: (judged) => ({ class: changesField(judged.facets, 'owner') ? 'C3' : 'C1', needs: ownersOf(judged) }),
  why: ({ why }) => why,
};

/** Where a host is reached decides what every probe of it looks at. */
const hosts: Kind<ModelHost> = {
  kind: 'hosts',
  of: (side) => side.hosts,
  view: ({ address, labels, parents, groups }) => ({ address, labels, parents, groups }),
  judge: ({ facets }) => ({ class: changesField(facets, 'address') ? 'C3' : 'C1', needs: [{ party: 'ops' }] }),
  why: () => '',
};

/** Who is in a group is said of its hosts, and what hours do of the checks that keep them. */
const groups: Kind<Group> = {
  kind: 'groups',
  of: (side) => side.groups,
  view: ({ why }) => ({ why }),
  judge: () => ({ class: 'C1', needs: [{ party: 'team' }] }),
  why: ({ why }) => why ?? '',
};

const nonEmpty = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);

const schedules: Kind<Schedule> = {
  kind: 'schedules',
  of: (side) => side.schedules,
  view: (schedule) => ({
    why: schedule.why,
    hours: sayHours(schedule),
    seasons: nonEmpty(schedule.rules.filter(({ months, dates }) => months !== undefined || dates !== undefined)),
    exceptions: nonEmpty(schedule.exceptions),
  }),
  judge: () => ({ class: 'C1', needs: [{ party: 'team' }] }),
  why: ({ why }) => why,
};

/** Each secret a team's receivers read, with the place that it is shown. */
const secretsOf = (team: Team | undefined): readonly string[] =>
  Object.values(team?.receivers ?? {})
    .filter(readsSecret)
    .map(receiverKey);

const teamView = ({ name, receivers, escalation, members }: Team) => ({
  name,
  members: members === undefined ? undefined : members.toSorted(compareText).join(' '),
  ...Object.fromEntries((['page', 'ticket', 'chat'] as const).map((urgency) => [`receivers.${urgency}`, receiverKey(receivers[urgency])])),
  escalation: escalation.length === 0 ? undefined : escalation,
});

const contactsJudgement = ({ was, is, facets }: Judged<Team>): Pick<Found, 'class' | 'needs'> => {
  const receiver = { party: 'receiver', team: (is ?? was)?.id ?? '' } as const;
  const known = new Set(secretsOf(was));
  // A secret that is read, or shown somewhere else, is for those to see who answer for what is executed.
  if (secretsOf(is).some((one) => !known.has(one))) {
    return { class: 'C6', needs: [{ party: 'ops' }, { party: 'security' }, ...(was === undefined ? [] : [receiver])] };
  }
  if (was === undefined || is === undefined) return { class: is === undefined ? 'C5' : 'C1', needs: [{ party: 'ops' }] };
  const isEmptied = facets.some(({ after }) => after === 'nobody');
  return { class: isEmptied ? 'C5' : 'C4', needs: [receiver, ...(isEmptied ? [{ party: 'ops' as const }] : [])] };
};

/** A receiver that is exchanged is a new contact; one that is taken away leaves nobody. */
const teams: Kind<Team> = {
  kind: 'teams',
  of: (side) => side.teams,
  view: teamView,
  judge: (judged) => {
    const { action, facets } = judged;
    const isNamed = action === 'changed' && facets.every((facet) => facet.kind === 'opaque' && facet.field === 'name');
    if (isNamed) return { class: 'C1', needs: [{ party: 'team' }] };
    if (!changesField(facets, 'members')) return contactsJudgement(judged);
    // Who may agree is a part of the machinery that decides what may go; what else changes is judged as well.
    const rest = facets.filter((facet) => facet.kind !== 'opaque' || (facet.field !== 'members' && facet.field !== 'name'));
    const others = rest.length === 0 ? [] : contactsJudgement({ ...judged, facets: rest }).needs;
    return { class: 'C6', needs: [{ party: 'ops' }, ...others] };
  },
  why: ({ name }) => name,
};

/** Where each warning is taken back, by its code, end and reason: whoever does so in a folder's defaults does it for all below. */
const placesOfIgnores = ({ ignores = [] }: Model): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const { kind, id, code, why, until } of ignores) {
    const words = `${code}${until === undefined ? '' : ` until ${until}`}: ${why}`;
    const before = found.get(words);
    found.set(words, before === undefined ? `${kind} ${id}` : `${before}, ${kind} ${id}`);
  }
  return found;
};

const ignoreFacets = (before: Model, after: Model): readonly Facet[] => {
  const [old, now] = [placesOfIgnores(before), placesOfIgnores(after)];
  const say = (places: ReadonlyMap<string, string>, words: string) => (places.has(words) ? `${words} (${places.get(words)})` : undefined);
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((words) => old.get(words) !== now.get(words))
    .map((words) => ({ kind: 'opaque', relation: 'both', field: 'ignore', before: say(old, words), after: say(now, words) }));
};

/** What decides how everything is generated and run, and what authors were not told of it. */
const settings = (before: Side, after: Side): readonly PlannedChange[] => {
  const view = ({ model }: Side) => ({
    estate: model.estate,
    hostLabel: model.hostLabel,
    policy: model.policy,
    ...Object.fromEntries(Object.entries(model.targets).map(([name, value]) => [`targets.${name}`, value])),
  });
  const machinery = fields(view(before), view(after));
  const facets = [...machinery, ...ignoreFacets(before.model, after.model)];
  if (facets.length === 0) return [];
  const found = { kind: 'settings', id: after.model.estate, action: 'changed', facets, needs: [{ party: 'ops' }], why: '' } as const;
  return [change({ ...found, class: machinery.length === 0 ? 'C3' : 'C6' })];
};

/** Changes of everything but checks. */
export const comparePlaces = (before: Side, after: Side): readonly PlannedChange[] => [
  ...settings(before, after),
  ...compareKind(before, after, teams),
  ...compareKind(before, after, metrics),
  ...compareKind(before, after, hosts),
  ...compareKind(before, after, groups),
  ...compareKind(before, after, schedules),
];
