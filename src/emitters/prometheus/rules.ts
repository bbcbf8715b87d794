import type { Check, Team } from '../../model/model.ts';
import { parseNotes } from '../../model/notes.ts';
import { type AlertSeverity, urgencyOf } from '../alert-labels.ts';
import type { Escalation } from '../escalation.ts';
import type { YamlMap } from '../yaml-writer.ts';
import { prometheusDuration } from '../prometheus-duration.ts';
import type { AlertPlan, CheckPlan, RecordRule } from './plan.ts';
import { expand, type Labels, type Text, toTemplate } from './text.ts';
import { waitOf } from './waits.ts';

/** A check and the team that answers for it. */
export interface Owned {
  readonly check: Check;
  /** What all its alerts are called. */
  readonly alert: string;
  readonly team: Team;
  /** Who hears of an alert of this severity that lasts. */
  readonly stepsOf: (severity: AlertSeverity) => readonly Escalation[];
  /** What annotations with links are called. */
  readonly links: Links;
}

export interface Links {
  readonly runbook: string;
  readonly dashboard: string;
}

/** What the rule itself puts on its alerts. Only ids, levels and where they lead: a changed limit resets no state. */
export const ruleLabels = ({ level, labels }: Pick<AlertPlan, 'level' | 'labels'>, check: Check): Labels => ({
  severity: level,
  team: check.owner,
  check: check.id,
  urgency: urgencyOf(check, level),
  ...(check.stage === 'dark' ? { stage: 'dark' } : {}),
  ...labels,
});

/** Labels of the twin that tells the next team of an alert that lasts. */
export const twinLabels = (alert: AlertPlan, check: Check, { step, team, urgency }: Escalation): Labels => ({
  ...ruleLabels(alert, check),
  team,
  urgency,
  escalation: String(step),
});

/** Annotations in the order they are read, each text put through `write`. */
const annotations = (alert: AlertPlan, { check, team, links }: Owned, write: (text: Text) => string): Annotations => ({
  summary: write([alert.summary]),
  description: write(alert.description),
  why: write([check.why]),
  [links.runbook]: check.runbook === undefined ? undefined : write([check.runbook]),
  [links.dashboard]: check.dashboard === undefined ? undefined : write([check.dashboard]),
  notes: check.notes === undefined ? undefined : write(parseNotes(check.notes)),
  owner: write([team.name]),
});

export type Annotations = Readonly<Record<string, string | undefined>>;

/** The annotations as they reach a person, for an alert with these labels. */
export const expandedAnnotations = (alert: AlertPlan, owned: Owned, { labels, value }: { labels: Labels; value: string }): Annotations =>
  annotations(alert, owned, (text) => expand(text, labels, value));

const durationOf = (ms: number): string | undefined => (ms > 0 ? prometheusDuration(ms) : undefined);

const alertRule = (alert: AlertPlan, owned: Owned, twin?: Escalation): YamlMap => {
  const { check } = owned;
  return {
    alert: owned.alert,
    expr: twin === undefined ? alert.expr : (alert.twinExpr ?? alert.expr),
    for: durationOf(waitOf(alert, check) + (twin?.afterMs ?? 0)),
    keep_firing_for: durationOf(check.timing.keepMs ?? 0),
    labels: twin === undefined ? ruleLabels(alert, check) : twinLabels(alert, check, twin),
    annotations: annotations(alert, owned, toTemplate),
  };
};

const recordRule = ({ record, expr, labels }: RecordRule): YamlMap => ({ record, expr, labels });

/** Evaluated as often as the check looks, where that is more often than all rules are. */
const intervalOf = ({ everyMs, retryMs }: Check['timing'], evaluationMs: number): string | undefined => {
  const wanted = Math.min(everyMs, retryMs);
  return wanted > 0 && wanted < evaluationMs ? prometheusDuration(wanted) : undefined;
};

export interface RuleGroup {
  readonly name: string;
  readonly interval: string | undefined;
  readonly rules: readonly YamlMap[];
}

/** One group per check, named by its id: Prometheus keeps pending and firing alerts over a reload by file, group, name and labels. */
export const ruleGroup = ({ records, alerts }: CheckPlan, owned: Owned, evaluationMs: number): RuleGroup => ({
  name: owned.check.id,
  interval: intervalOf(owned.check.timing, evaluationMs),
  rules: [
    ...records.map(recordRule),
    ...alerts.map((alert) => alertRule(alert, owned)),
    // After the alerts themselves: where an expression asks ALERTS, it must find what was so an evaluation ago.
    ...alerts.flatMap((alert) => owned.stepsOf(alert.level).map((step) => alertRule(alert, owned, step))),
  ],
});
