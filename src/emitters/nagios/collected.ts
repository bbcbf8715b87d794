import type { Check, Model, Team } from '../../model/model.ts';
import { type Audience, type AudienceOf, audiences, type Ear, earName } from './hearing.ts';

/** What the files about the whole estate must name, gathered while the teams' files are written: names only. */
export interface Collected {
  readonly teams: ReadonlyMap<string, Team>;
  readonly audienceOf: AudienceOf;
  /** Hosts that carry checks but are none of the estate's. */
  readonly virtualHosts: ReadonlySet<string>;
  readonly add: (check: Check, hosts: readonly string[], ears: readonly Ear[]) => void;
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

export const createCollected = (model: Model): Collected => {
  const teams = new Map(model.teams.map((team) => [team.id, team]));
  const real = new Set(model.hosts.map(({ id }) => id));
  const virtualHosts = new Set<string>();
  const ears = new Map<string, Ear>();
  const audienceOf = audiences(teams);
  const byHost = new Map<string, Set<Audience>>();
  let services = 0;
  const hear = (host: string, audience: Audience): void => {
    const known = byHost.get(host);
    if (known === undefined) byHost.set(host, new Set([audience]));
    else known.add(audience);
  };
  const add: Collected['add'] = (check, hosts, told) => {
    services += hosts.length;
    for (const ear of told) ears.set(earName(ear), ear);
    const audience = audienceOf(check);
    const isHeard = check.stage === 'live' && audience.hostEars.length > 0;
    for (const host of hosts) {
      if (!real.has(host)) virtualHosts.add(host);
      else if (isHeard) hear(host, audience);
    }
  };
  return {
    teams,
    audienceOf,
    virtualHosts,
    add,
    hear: (told) => told.forEach((ear) => ears.set(earName(ear), ear)),
    carry: (host) => void virtualHosts.add(host),
    ears: () => [...ears.values()],
    earsOn: (host) => [...(byHost.get(host) ?? [])].flatMap(({ hostEars }) => hostEars),
    services: () => services,
  };
};
