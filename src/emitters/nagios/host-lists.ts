import type { Placement } from './subjects/realised.ts';

/** Value of a `host_name` for which Nagios makes one object on each of the hosts, sorted. It reads a line of any length. */
export const hostList = (hosts: readonly string[]): string => hosts.toSorted().join(',');

export const hostsOf = (placements: readonly Placement[]): readonly string[] => {
  const [first, ...others] = placements;
  return first !== undefined && others.length === 0 ? first.hosts : placements.flatMap(({ hosts }) => hosts);
};

/** Hosts by the command that looks at them. */
export const hostsByCommand = (placements: readonly Placement[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, readonly string[]>();
  for (const { command, hosts } of placements) found.set(command, [...(found.get(command) ?? []), ...hosts]);
  return found;
};
