import { sortedBy } from '../../base/compare.ts';
import { type Check, type Model, type ModelHost, type Urgency, urgencies } from '../../model/model.ts';
import type { EmitContext } from '../contract.ts';
import { noMoreUrgentThan } from './dependency-inhibition.ts';
import { type InhibitRule, onSame } from './inhibit-rule.ts';
import { equals, type Matcher, missing, oneOf, present } from './matchers.ts';

/** A check whose failure says that a host is down, and by which urgency somebody is told. */
interface Witness {
  readonly check: Check;
  readonly urgency: Urgency;
}

/**
 * The ping probe says that a host is down, as Nagios' own host check does. One that tells nobody, or only at some hours, holds nothing
 * back: somebody must hear of what follows.
 */
const witnessOf = (check: Check): Witness | undefined => {
  const { subject, notify, stage, during, hosts } = check;
  const urgency = notify.critical;
  const isWitness = subject.kind === 'probe' && subject.probe === 'ping' && stage === 'live' && during === undefined && hosts.length > 0;
  return isWitness && urgency !== undefined ? { check, urgency } : undefined;
};

/** That it does not answer at all: alerts on what ping measures carry the measure's name. */
const isDown = (witnesses: readonly Witness[]): readonly Matcher[] => [
  oneOf(
    'check',
    witnesses.map(({ check }) => check.id),
  ),
  equals('severity', 'critical'),
  missing('measure'),
  missing('escalation'),
];

const byUrgency = (witnesses: readonly Witness[]): readonly (readonly [Urgency, readonly Witness[]])[] =>
  urgencies.map((urgency) => [urgency, witnesses.filter((one) => one.urgency === urgency)] as const).filter(([, some]) => some.length > 0);

/**
 * A host that is down holds back all that is said about it. Of two such checks on one host neither holds back the other: an alert that is
 * on both sides of a rule is held back by no other of that kind.
 */
const overChecks = (witnesses: readonly Witness[], hostLabel: string): readonly InhibitRule[] =>
  byUrgency(witnesses).map(([urgency, some]) => onSame([hostLabel], isDown(some), [present('check'), ...noMoreUrgentThan(urgency)]));

/** Hosts by one of their parents. */
const childrenOf = (hosts: readonly ModelHost[]): ReadonlyMap<string, readonly ModelHost[]> => {
  const children = new Map<string, ModelHost[]>();
  for (const host of hosts)
    for (const parent of host.parents) {
      const list = children.get(parent);
      if (list === undefined) children.set(parent, [host]);
      else list.push(host);
    }
  return children;
};

/** Every host that cannot be reached while `host` is down: all of its parents are down or cannot be reached either. */
const behind = (host: string, children: ReadonlyMap<string, readonly ModelHost[]>): readonly string[] => {
  const lost = new Set([host]);
  const queue = [host];
  for (let next = queue.pop(); next !== undefined; next = queue.pop())
    for (const child of children.get(next) ?? []) {
      if (lost.has(child.id) || !child.parents.every((parent) => lost.has(parent))) continue;
      lost.add(child.id);
      queue.push(child.id);
    }
  lost.delete(host);
  return sortedBy(lost, (id) => id);
};

interface Parent {
  readonly id: string;
  readonly children: readonly string[];
  readonly hostLabel: string;
}

const overChildren = ({ id, children, hostLabel }: Parent, witnesses: readonly Witness[]): readonly InhibitRule[] =>
  byUrgency(witnesses.filter(({ check }) => check.hosts.includes(id))).map(([urgency, some]) => ({
    source: [...isDown(some), equals(hostLabel, id)],
    target: [present('check'), oneOf(hostLabel, children), ...noMoreUrgentThan(urgency)],
    equal: [],
  }));

/** A host that is down holds back what is said of it, and of the hosts that are reached through it alone: one rule for each parent. */
export const hostInhibition = ({ checks, hosts, hostLabel }: Model, { mark }: EmitContext): readonly InhibitRule[] => {
  const witnesses = checks.flatMap((check) => witnessOf(check) ?? []);
  if (witnesses.length === 0) return [];
  const children = childrenOf(hosts);
  return [
    ...overChecks(witnesses, hostLabel),
    ...sortedBy(children.keys(), (id) => id).flatMap((id) => {
      const lost = behind(id, children);
      if (lost.length === 0) return [];
      const rules = overChildren({ id, children: lost, hostLabel }, witnesses);
      return rules.map((rule) => ({ mark: mark({ kind: 'hosts', id }), ...rule }));
    }),
  ];
};

/** How long a problem lasts before Prometheus says so. */
export const waitOf = ({ timing, firstDelayMs = 0 }: Check): number => timing.forMs + firstDelayMs;

/** The time after which it can be said of a host that it is down, for hosts of which that is said at all. */
export const witnessWaits = ({ checks }: Pick<Model, 'checks'>): ReadonlyMap<string, number> => {
  const waits = new Map<string, number>();
  for (const { check } of checks.flatMap((one) => witnessOf(one) ?? []))
    for (const host of check.hosts) waits.set(host, Math.min(waits.get(host) ?? Infinity, waitOf(check)));
  return waits;
};
