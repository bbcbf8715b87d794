import type { Check } from '../../model/model.ts';
import type { EmitContext } from '../contract.ts';
import type { Difference } from './differences.ts';
import { hostList } from './host-lists.ts';
import type { Realiser } from './realise.ts';

/** A check that explains another: what follows from it on a host is explained there, or by its only service. */
export interface Cause {
  readonly master: string;
  /** Hosts that have both. */
  readonly together: readonly string[];
  /** The host that has the only service of the master, and others that it holds for. */
  readonly alone?: { readonly host: string; readonly dependents: readonly string[] };
}

export interface DependencyPlan {
  readonly causes: readonly Cause[];
  readonly differences: readonly Difference[];
}

/** A dark check must change nothing, and where nobody hears of the cause somebody must hear of what follows. */
const holdsNothingBack = ({ id, stage, notify }: Check): string | undefined => {
  if (stage === 'dark') return `\`${id}\` is dark, so it holds nothing back.`;
  return notify.critical === undefined ? `Nobody is told when \`${id}\` fails, so it holds nothing back.` : undefined;
};

/** On the same host where it is there; else on the estate or the group, where that one has a single service. */
const causeOf = (master: Check, hosts: readonly string[], places: readonly string[]): Cause => {
  const there = new Set(places);
  const [host, ...others] = places;
  const isWhole = master.hosts.length === 0 || master.subject.kind === 'quorum';
  const together = { master: master.id, together: hosts.filter((one) => there.has(one)) };
  if (!isWhole || host === undefined || others.length > 0) return together;
  return { ...together, alone: { host, dependents: hosts.filter((one) => !there.has(one)) } };
};

const explained = ({ together, alone }: Cause): number => together.length + (alone?.dependents.length ?? 0);

/** What a check depends on in Nagios, which needs a service to look up. */
export const planDependencies = (check: Check, hosts: readonly string[], { servicesOf, checkOf }: Realiser): DependencyPlan => {
  const differences: Difference[] = [];
  const differs = (text: string): void => void differences.push({ field: 'dependsOn', text });
  const causes = check.dependsOn.flatMap((id) => {
    const master = checkOf(id);
    if (master === undefined) return [];
    const idle = holdsNothingBack(master);
    if (idle !== undefined) {
      differs(idle);
      return [];
    }
    const cause = causeOf(master, hosts, servicesOf(id));
    const held = explained(cause);
    if (held < hosts.length) differs(`\`${id}\` holds back ${held} of its ${hosts.length} services: the others are on hosts without it.`);
    return [cause];
  });
  return { causes, differences };
};

const viewsOf = ({ master, together, alone }: Cause) => [
  ...(together.length === 0 ? [] : [{ masterHosts: hostList(together), master, isElsewhere: false, dependents: '' }]),
  ...(alone === undefined || alone.dependents.length === 0
    ? []
    : [{ masterHosts: alone.host, master, isElsewhere: true, dependents: hostList(alone.dependents) }]),
];

/**
 * While the one that explains it is critical, nobody is told of the other, which is looked at all the same. Without written criteria
 * Nagios would ignore the object silently. Without dependent hosts it joins two services of each host; with them, every one to every one.
 */
export const dependencyViews = (check: Check, causes: readonly Cause[], { mark }: EmitContext): readonly object[] =>
  causes
    .flatMap(viewsOf)
    .map((view) => ({ mark: mark({ kind: 'checks', id: check.id, field: 'dependsOn' }), ...view, dependent: check.id }));
