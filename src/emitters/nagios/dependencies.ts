import type { Check } from '../../model/model.ts';
import type { EmitContext } from '../contract.ts';
import type { Difference } from './differences.ts';
import type { Realiser } from './realise.ts';

/** The service that explains, and the one that is explained. */
export interface DependencyPair {
  readonly masterHost: string;
  readonly master: string;
  readonly host: string;
}

export interface DependencyPlan {
  readonly pairs: readonly DependencyPair[];
  readonly differences: readonly Difference[];
}

/** A dark check must change nothing, and where nobody hears of the cause somebody must hear of what follows. */
const holdsNothingBack = ({ id, stage, notify }: Check): string | undefined => {
  if (stage === 'dark') return `\`${id}\` is dark, so it holds nothing back.`;
  return notify.critical === undefined ? `Nobody is told when \`${id}\` fails, so it holds nothing back.` : undefined;
};

/** On the same host where it is there; else on the estate or the group, where that one has a single service. */
const pairsWith = (master: Check, hosts: readonly string[], places: readonly string[]): readonly DependencyPair[] => {
  const there = new Set(places);
  const [alone, ...others] = places;
  const isWhole = master.hosts.length === 0 || master.subject.kind === 'quorum';
  return hosts.flatMap((host) => {
    if (there.has(host)) return [{ masterHost: host, master: master.id, host }];
    return isWhole && alone !== undefined && others.length === 0 ? [{ masterHost: alone, master: master.id, host }] : [];
  });
};

/** What a check depends on in Nagios, which needs a service to look up. */
export const planDependencies = (check: Check, hosts: readonly string[], { servicesOf, checkOf }: Realiser): DependencyPlan => {
  const differences: Difference[] = [];
  const differs = (text: string): void => void differences.push({ field: 'dependsOn', text });
  const pairs = check.dependsOn.flatMap((id) => {
    const master = checkOf(id);
    if (master === undefined) return [];
    const idle = holdsNothingBack(master);
    const found = idle === undefined ? pairsWith(master, hosts, servicesOf(id)) : [];
    if (idle !== undefined) differs(idle);
    else if (found.length < hosts.length)
      differs(`\`${id}\` holds back ${found.length} of its ${hosts.length} services: the others are on hosts without it.`);
    return found;
  });
  return { pairs, differences };
};

/**
 * While the one that explains it is critical, nobody is told of the other, which is looked at all the same. Without written criteria
 * Nagios would ignore the object silently.
 */
export const dependencyViews = (check: Check, pairs: readonly DependencyPair[], { mark }: EmitContext): readonly object[] =>
  pairs.map((pair) => ({ mark: mark({ kind: 'checks', id: check.id, field: 'dependsOn' }), ...pair, dependent: check.id }));
