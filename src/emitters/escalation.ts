import type { Check, Receiver, Team, Urgency } from '../model/model.ts';
import { silent } from './alert-labels.ts';

/** A step of a team's escalation that a twin of an alert brings about. */
export interface Escalation {
  /** Its place in the team's list, from 1: the value of the label `escalation`. */
  readonly step: number;
  readonly afterMs: number;
  readonly team: string;
  readonly urgency: Urgency;
}

export interface Escalations {
  /** In the order of time. */
  readonly steps: readonly Escalation[];
  /** Steps without a twin: whoever they would tell has been told already, by the alert itself or by an earlier step. */
  readonly idle: readonly Escalation[];
}

type Teams = ReadonlyMap<string, Team>;

/** Two teams may share a receiver, as all do in a staging environment: it must not be told twice. */
const placeOf = (receiver: Receiver): string => {
  switch (receiver.kind) {
    case 'email':
      return `email ${receiver.address}`;
    case 'webhook':
      return `webhook ${receiver.url}`;
    case 'slack':
      return `slack ${receiver.urlFile} ${receiver.channel}`;
    case 'pagerduty':
      return `pagerduty ${receiver.routingKeyFile}`;
  }
};

const none: Escalations = { steps: [], idle: [] };

const workedOut = (owner: string, urgency: Urgency, teams: Teams): Escalations => {
  const team = teams.get(owner);
  if (team === undefined) return none;
  const place = (id: string, how: Urgency): string | undefined => {
    const receiver = teams.get(id)?.receivers[how];
    return receiver && placeOf(receiver);
  };
  const told = new Set([place(owner, urgency)]);
  const inTime = team.escalation.map((each, i): Escalation => ({ step: i + 1, ...each })).sort((a, b) => a.afterMs - b.afterMs);
  const isNew = (each: Escalation): boolean => {
    const where = place(each.team, each.urgency);
    if (where === undefined || told.has(where)) return false;
    told.add(where);
    return true;
  };
  const steps = inTime.filter(isNew);
  return { steps, idle: inTime.filter((each) => !steps.includes(each)) };
};

/** By owner and urgency: tens of thousands of alerts ask for a handful. */
const known = new WeakMap<Teams, Map<string, Map<Urgency, Escalations>>>();

const remembered = <K, V>(map: { get(key: K): V | undefined; set(key: K, value: V): unknown }, key: K, make: () => V): V => {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
};

/**
 * Who hears of an alert that lasts, beside those told at once: one twin of the alert for each step, with the same expression and a
 * longer wait. An alert that tells nobody has none.
 */
export const escalationsOf = (
  { owner, stage }: Pick<Check, 'owner' | 'stage'>,
  urgency: Urgency | typeof silent,
  teams: Teams,
): Escalations => {
  if (stage === 'dark' || urgency === silent) return none;
  const ofTeams = remembered(known, teams, () => new Map<string, Map<Urgency, Escalations>>());
  const ofOwner = remembered(ofTeams, owner, () => new Map<Urgency, Escalations>());
  return remembered(ofOwner, urgency, () => workedOut(owner, urgency, teams));
};
