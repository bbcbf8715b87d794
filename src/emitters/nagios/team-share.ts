import type { Check } from '../../model/model.ts';
import { type Audience, type Ear, earName } from './hearing.ts';
import type { ServicePlan } from './services.ts';

/** What files about the whole estate must name of one team's checks. */
export interface TeamShare {
  /** How many services there are. */
  readonly services: number;
  /** Hosts that carry them. */
  readonly hosts: readonly string[];
  /** Everybody whom they tell. */
  readonly ears: readonly Ear[];
  /** Who is told when hosts are down. */
  readonly down: readonly { readonly ears: readonly Ear[]; readonly hosts: readonly string[] }[];
}

interface Shared {
  readonly check: Check;
  readonly hosts: readonly string[];
  readonly plan: Pick<ServicePlan, 'audience' | 'escalation'>;
}

/** Checks of one audience have the same object for it. */
export const shareOf = (checks: readonly Shared[]): TeamShare => {
  const carriers = new Set<string>();
  const ears = new Map<string, Ear>();
  const down = new Map<Audience, Set<string>>();
  let services = 0;
  for (const { check, hosts, plan } of checks) {
    const { audience, escalation } = plan;
    services += hosts.length;
    for (const ear of [...audience.ears, ...escalation.stages.flatMap((stage) => stage.ears)]) ears.set(earName(ear), ear);
    for (const host of hosts) carriers.add(host);
    if (check.stage !== 'live' || audience.hostEars.length === 0) continue;
    const known = down.get(audience) ?? new Set();
    for (const host of hosts) known.add(host);
    down.set(audience, known);
  }
  return {
    services,
    hosts: [...carriers],
    ears: [...ears.values()],
    down: [...down].map(([audience, hosts]) => ({ ears: audience.hostEars, hosts: [...hosts] })),
  };
};
