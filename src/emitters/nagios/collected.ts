import type { Model } from '../../model/model.ts';
import { type Ear, earName } from './hearing.ts';
import type { TeamShare } from './team-share.ts';

/** What the files about the whole estate must name, gathered while the teams' files are written: names only. */
export interface Collected {
  /** Hosts that carry checks but are none of the estate's. */
  readonly virtualHosts: ReadonlySet<string>;
  readonly add: (share: TeamShare) => void;
  /** Who hears of something that is no check. */
  readonly hear: (ears: readonly Ear[]) => void;
  readonly ears: () => readonly Ear[];
  /** Who is told when a host is down. */
  readonly earsOn: (host: string) => readonly Ear[];
  /** A host that carries something of our own. */
  readonly carry: (host: string) => void;
  /** How many services there are. */
  readonly services: () => number;
}

export const createCollected = ({ hosts }: Pick<Model, 'hosts'>): Collected => {
  const real = new Set(hosts.map(({ id }) => id));
  const virtualHosts = new Set<string>();
  const ears = new Map<string, Ear>();
  const byHost = new Map<string, Ear[]>();
  let services = 0;
  const hear = (told: readonly Ear[]): void => told.forEach((ear) => ears.set(earName(ear), ear));
  const hearOn = (host: string, told: readonly Ear[]): void => {
    const known = byHost.get(host);
    if (known === undefined) byHost.set(host, [...told]);
    else known.push(...told);
  };
  const add = (share: TeamShare): void => {
    services += share.services;
    hear(share.ears);
    for (const host of share.hosts) if (!real.has(host)) virtualHosts.add(host);
    for (const { hosts: carried, ears: told } of share.down) for (const host of carried) hearOn(host, told);
  };
  return {
    virtualHosts,
    add,
    hear,
    carry: (host) => void virtualHosts.add(host),
    ears: () => [...ears.values()],
    earsOn: (host) => byHost.get(host) ?? [],
    services: () => services,
  };
};
