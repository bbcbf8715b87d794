import { compareText } from '../../base/compare.ts';
import { ambiguousName } from '../../diagnostics/codes/plm203-ambiguous-name.ts';
import { groupCycle } from '../../diagnostics/codes/plm205-group-cycle.ts';
import type { GroupDefinition, HostDefinition } from '../../definitions/inventory.ts';
import type { Group, ModelHost } from '../../model/model.ts';
import type { Entry } from '../definitions.ts';
import { carriesLabels, globMatches } from './selection.ts';
import { exists, type LinkContext, listOf } from './context.ts';

export interface Inventory {
  readonly hosts: ReadonlyMap<string, ModelHost>;
  readonly groups: ReadonlyMap<string, Group>;
}

const inEnvironment = (entry: Entry<HostDefinition>, environment: string): boolean =>
  entry.value.environments?.includes(environment) ?? true;

const checkHost = (entry: Entry<HostDefinition>, { definitions, environments, report }: LinkContext): void => {
  const { hosts, groups } = definitions;
  entry.value.parents?.forEach((id, i) => exists({ kind: 'host', id, span: () => entry.locate(['parents', i]) }, hosts, report));
  entry.value.groups?.forEach((id, i) => exists({ kind: 'group', id, span: () => entry.locate(['groups', i]) }, groups, report));
  entry.value.environments?.forEach((id, i) =>
    exists({ kind: 'environment', id, span: () => entry.locate(['environments', i]) }, environments, report),
  );
  if (groups.has(entry.id)) report(ambiguousName({ id: entry.id }, entry.locate([])));
};

const checkGroup = (entry: Entry<GroupDefinition>, { definitions, report }: LinkContext): void => {
  entry.value.hosts?.forEach((id, i) => exists({ kind: 'host', id, span: () => entry.locate(['hosts', i]) }, definitions.hosts, report));
  entry.value.groups?.forEach((id, i) =>
    exists({ kind: 'group', id, span: () => entry.locate(['groups', i]) }, definitions.groups, report),
  );
};

type HostEntry = Entry<HostDefinition>;

/** Hosts that belong by name, pattern or label; those that name the group themselves are known beforehand. */
const selects = ({ value: { hosts: listed, match, labels } }: Entry<GroupDefinition>): ((host: HostEntry) => boolean) | undefined => {
  if (listed === undefined && match === undefined && labels === undefined) return undefined;
  const names = new Set(listed);
  const patterns = listOf(match);
  return (host) =>
    names.has(host.id) ||
    patterns.some((pattern) => globMatches(pattern, host.id)) ||
    (labels !== undefined && carriesLabels(host.value, labels));
};

/** The hosts of each group that name it themselves. */
const joined = (hosts: readonly HostEntry[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const { id, value } of hosts)
    for (const group of value.groups ?? []) {
      const list = found.get(group);
      if (list === undefined) found.set(group, [id]);
      else list.push(id);
    }
  return found;
};

interface Walk {
  readonly direct: ReadonlyMap<string, readonly string[]>;
  readonly found: Map<string, ReadonlySet<string>>;
  readonly open: string[];
}

const membersOf = (id: string, walk: Walk, context: LinkContext): ReadonlySet<string> => {
  const known = walk.found.get(id);
  if (known !== undefined) return known;
  const entry = context.definitions.groups.get(id);
  if (entry === undefined) return new Set();
  const from = walk.open.indexOf(id);
  if (from >= 0) {
    context.report(groupCycle({ cycle: [...walk.open.slice(from), id] }, entry.locate(['groups'])));
    return new Set();
  }
  walk.open.push(id);
  const members = new Set(walk.direct.get(id));
  for (const nested of entry.value.groups ?? []) membersOf(nested, walk, context).forEach((member) => members.add(member));
  walk.open.pop();
  walk.found.set(id, members);
  return members;
};

/** Direct members of every group, nested groups not followed. */
const directOf = (hosts: readonly HostEntry[], { definitions }: LinkContext): ReadonlyMap<string, readonly string[]> => {
  const own = joined(hosts);
  return new Map(
    [...definitions.groups.values()].map((entry) => {
      const selected = selects(entry);
      const others = selected === undefined ? [] : hosts.filter(selected).map(({ id }) => id);
      return [entry.id, [...(own.get(entry.id) ?? []), ...others]];
    }),
  );
};

const linkGroups = (hosts: readonly HostEntry[], context: LinkContext): ReadonlyMap<string, Group> => {
  const walk: Walk = { direct: directOf(hosts, context), found: new Map(), open: [] };
  return new Map(
    [...context.definitions.groups.values()].map(({ id, value }) => {
      const members = [...membersOf(id, walk, context)].sort(compareText);
      return [id, { id, ...(value.why === undefined ? {} : { why: value.why }), members }];
    }),
  );
};

const groupsByHost = (groups: ReadonlyMap<string, Group>): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const group of groups.values())
    for (const member of group.members) {
      const list = found.get(member);
      if (list === undefined) found.set(member, [group.id]);
      else list.push(group.id);
    }
  return found;
};

/** The hosts and groups of one environment. */
export const linkInventory = (context: LinkContext): Inventory => {
  const { definitions, environment } = context;
  for (const entry of definitions.hosts.values()) checkHost(entry, context);
  for (const entry of definitions.groups.values()) checkGroup(entry, context);
  const here = [...definitions.hosts.values()].filter((entry) => inEnvironment(entry, environment));
  const ids = new Set(here.map(({ id }) => id));
  const groups = linkGroups(here, context);
  const memberships = groupsByHost(groups);
  const hosts = here.map(({ id, value }): [string, ModelHost] => [
    id,
    {
      id,
      address: value.address ?? id,
      labels: value.labels ?? {},
      parents: (value.parents ?? []).filter((parent) => ids.has(parent)),
      groups: memberships.get(id) ?? [],
    },
  ]);
  return { hosts: new Map(hosts), groups };
};
