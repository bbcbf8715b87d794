import type { Check, Team } from '../../model/model.ts';
import { parseNotes } from '../../model/notes.ts';
import { alertName, urgencyOf } from '../alert-labels.ts';
import type { YamlMap } from '../yaml-writer.ts';
import { prometheusDuration } from '../prometheus-duration.ts';
import type { AlertPlan, CheckPlan, RecordRule } from './plan.ts';
import { expand, type Labels, type Text, toTemplate } from './text.ts';

/** A check and the team that answers for it. */
export interface Owned {
  readonly check: Check;
  readonly team: Team;
}

/** What the rule itself puts on its alerts. Only ids, levels and where they lead: a changed limit resets no state. */
export const ruleLabels = (alert: AlertPlan, { check }: Owned): Labels => ({
  severity: alert.level,
  team: check.owner,
  check: check.id,
  urgency: urgencyOf(check, alert.level),
  ...(check.stage === 'dark' ? { stage: 'dark' } : {}),
  ...alert.labels,
});

/** Annotations in the order they are read, each text put through `write`. */
const annotations = (alert: AlertPlan, { check, team }: Owned, write: (text: Text) => string): Annotations => ({
  summary: write([alert.summary]),
  description: write(alert.description),
  why: write([check.why]),
  runbook_url: check.runbook === undefined ? undefined : write([check.runbook]),
  dashboard_url: check.dashboard === undefined ? undefined : write([check.dashboard]),
  notes: check.notes === undefined ? undefined : write(parseNotes(check.notes)),
  owner: write([team.name]),
});

export type Annotations = Readonly<Record<string, string | undefined>>;

/** The annotations as they reach a person, for an alert with these labels. */
export const expandedAnnotations = (alert: AlertPlan, owned: Owned, { labels, value }: { labels: Labels; value: string }): Annotations =>
  annotations(alert, owned, (text) => expand(text, labels, value));

const alertRule = (alert: AlertPlan, owned: Owned): YamlMap => {
  const { id, timing } = owned.check;
  return {
    alert: alertName(id),
    expr: alert.expr,
    for: timing.forMs > 0 ? prometheusDuration(timing.forMs) : undefined,
    labels: ruleLabels(alert, owned),
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
  rules: [...records.map(recordRule), ...alerts.map((alert) => alertRule(alert, owned))],
});
