import type { AlertLevel } from '../../model/limits.ts';
import { type Check, pressure, type Team, type Urgency } from '../../model/model.ts';
import { silent } from '../alert-labels.ts';
import { type Escalation, escalationsOf } from '../escalation.ts';

export type Teams = ReadonlyMap<string, Team>;

/** One way in which somebody hears of a check. */
export interface Telling {
  readonly level: AlertLevel;
  readonly team: string;
  readonly urgency: Urgency;
  /** The step that brings it about; undefined for who is told at once. */
  readonly escalation?: Escalation;
}

const levels = ['critical', 'warning'] as const satisfies readonly AlertLevel[];

/** Everybody who is to hear of a check, by level; nobody of a dark one. */
export const tellingsOf = (check: Check, teams: Teams): readonly Telling[] =>
  levels.flatMap((level): readonly Telling[] => {
    const urgency = check.notify[level];
    if (urgency === undefined || check.stage === 'dark') return [];
    const { steps } = escalationsOf(check, urgency, teams);
    return [
      { level, team: check.owner, urgency },
      ...steps.map((escalation) => ({ level, team: escalation.team, urgency: escalation.urgency, escalation })),
    ];
  });

/** Does anybody hear of it later than at once? */
export const isEscalated = (check: Check, teams: Teams): boolean =>
  levels.some((level) => escalationsOf(check, check.notify[level] ?? silent, teams).steps.length > 0);

/** Does `urgency` press at least as much as `other`? Who is held back must not lose a page to a message in a chat. */
export const pressesAs = (urgency: Urgency, other: Urgency): boolean => pressure[urgency] >= pressure[other];
