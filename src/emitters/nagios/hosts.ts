import { sortedBy } from '../../base/compare.ts';
import type { Model, ModelHost } from '../../model/model.ts';
import type { EmitContext } from '../contract.ts';
import { prose } from './escape.ts';
import { type Ear, groupsText } from './hearing.ts';
import { estateHost, shared } from './names.ts';
import type { Options } from './options.ts';
import type { IntervalText } from './time.ts';

export interface HostScope {
  readonly model: Model;
  readonly options: Options;
  readonly context: EmitContext;
  readonly remindEveryMs: number;
  readonly interval: IntervalText;
  /** Who is told when the host is down. */
  readonly earsOn: (host: string) => readonly Ear[];
}

/** How a host is looked at: every minute, and three looks must agree. */
const timing = ({ interval }: HostScope) => ({ interval: interval(60_000), retry: interval(20_000), attempts: '3' });

const realHost = (host: ModelHost, scope: HostScope): object => {
  const ears = scope.earsOn(host.id);
  return {
    mark: scope.context.mark({ kind: 'hosts', id: host.id }),
    name: host.id,
    alias: host.id,
    address: host.address,
    hasParents: host.parents.length > 0,
    parents: host.parents.join(','),
    command: scope.options.hostCheck === 'ping' ? shared.hostPing : shared.hostUp,
    active: scope.options.hostCheck === 'ping' ? '1' : '0',
    ...timing(scope),
    notifies: ears.length > 0 ? '1' : '0',
    remindInterval: scope.interval(scope.remindEveryMs),
    always: shared.always,
    groups: groupsText(ears),
  };
};

/** Carries checks that are about no single host; nobody looks at it, so it is always up. */
const virtualHost = ({ name, alias, mark }: Record<'name' | 'alias' | 'mark', string>, scope: HostScope): object => ({
  mark,
  name,
  alias,
  address: '127.0.0.1',
  hasParents: false,
  parents: '',
  command: shared.hostUp,
  active: '0',
  ...timing(scope),
  notifies: '0',
  remindInterval: '0',
  always: shared.always,
  groups: shared.nobody,
});

const virtualHosts = (names: ReadonlySet<string>, scope: HostScope): readonly object[] =>
  sortedBy(names, (name) => name).map((name) => {
    const { model, context } = scope;
    if (name === estateHost(model.estate))
      return virtualHost({ name, alias: `Estate ${model.estate}`, mark: context.mark({ kind: 'settings', id: 'plimsoll' }) }, scope);
    const group = name.slice('group_'.length);
    return virtualHost({ name, alias: `Group ${group}`, mark: context.mark({ kind: 'groups', id: group }) }, scope);
  });

/** Hosts, and those that carry checks of a group or of the estate. */
export const hostViews = (virtual: ReadonlySet<string>, scope: HostScope): readonly object[] => [
  ...scope.model.hosts.map((host) => realHost(host, scope)),
  ...virtualHosts(virtual, scope),
];

/**
 * While a parent is down nobody is told of the host or of its services. Nagios' own `parents` does that only when all of them are
 * down, and each of ours is a host without which this one cannot be reached.
 */
export const hostDependencyViews = ({ model, options, context }: HostScope): readonly object[] =>
  options.hostCheck === 'none'
    ? []
    : model.hosts.flatMap(({ id, parents }) =>
        parents.map((parent) => ({ mark: context.mark({ kind: 'hosts', id, field: 'parents' }), host: id, parent })),
      );

export const groupViews = ({ model, context }: HostScope): readonly object[] =>
  model.groups.map(({ id, why, members }) => ({
    mark: context.mark({ kind: 'groups', id }),
    name: id,
    alias: id,
    hasWhy: why !== undefined,
    why: why === undefined ? '' : prose(why),
    hasMembers: members.length > 0,
    members: members.join(','),
  }));
