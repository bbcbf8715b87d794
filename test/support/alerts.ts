import { alertName, unknownSeverity, urgencyOf } from '../../src/emitters/alert-labels.ts';
import { escalationsOf } from '../../src/emitters/escalation.ts';
import type { AlertLevel } from '../../src/model/limits.ts';
import type { Check, Model } from '../../src/model/model.ts';

export type Labels = Readonly<Record<string, string>>;

const checkOf = (model: Model, id: string): Check => {
  const check = model.checks.find((one) => one.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  return check;
};

/** The labels that the generated rules put on an alert of a check, and those of its host. */
export const alertOf = (model: Model, id: string, level: AlertLevel, more: Labels = {}): Labels => {
  const check = checkOf(model, id);
  return {
    alertname: alertName(id),
    check: id,
    severity: level,
    team: check.owner,
    urgency: urgencyOf(check, level),
    ...(check.stage === 'dark' ? { stage: 'dark' } : {}),
    ...more,
  };
};

/** Of the alert that says a check gives no answer. */
export const unknownOf = (model: Model, id: string, more: Labels = {}): Labels => {
  const { notify } = checkOf(model, id);
  return {
    ...alertOf(model, id, notify.critical === undefined ? 'warning' : 'critical', more),
    severity: unknownSeverity,
    problem: 'missing',
  };
};

/** Of its twin for a step of the owner's escalation; fails when there is none. */
export const twinOf = (model: Model, id: string, { level, step }: { level: AlertLevel; step: number }, more: Labels = {}): Labels => {
  const check = checkOf(model, id);
  const teams = new Map(model.teams.map((team) => [team.id, team]));
  const found = escalationsOf(check, urgencyOf(check, level), teams).steps.find((one) => one.step === step);
  if (found === undefined) throw new Error(`no step ${step} of ${id}`);
  return { ...alertOf(model, id, level, more), escalation: String(step), team: found.team, urgency: found.urgency };
};
