import type { Team } from '../../model/model.ts';
import { alertName, watchdogName } from '../alert-labels.ts';
import type { YamlMap } from '../yaml-writer.ts';
import { expand, type Labels, type Text, toTemplate } from './text.ts';

/** An alert about the monitoring itself, and a series that makes it fire. */
interface OwnAlert {
  readonly name: string;
  readonly expr: string;
  readonly wait?: string;
  readonly labels: Labels;
  readonly summary: string;
  readonly description: Text;
  /** The watchdog needs none. */
  readonly series?: { readonly text: string; readonly labels: Labels; readonly values: string };
}

/** Always fires: its silence is the message. */
const watchdog: OwnAlert = {
  name: watchdogName,
  expr: 'vector(1)',
  labels: { severity: 'none' },
  summary: 'The way from the rules to the receivers works.',
  description: ['This alert always fires. Once it no longer arrives, no other alert would arrive either.'],
};

const hostJob = { job: 'plimsoll-hosts' };
const selfJob = { job: 'plimsoll-self' };

const ids = { rules: 'plimsoll-rules-fail', reload: 'plimsoll-reload-failed', textfile: 'plimsoll-textfile-error' } as const;

const rulesFail = (labels: Labels): OwnAlert => ({
  name: alertName(ids.rules),
  expr: 'increase(prometheus_rule_evaluation_failures_total[5m]) > 0',
  labels,
  summary: 'Prometheus cannot evaluate some rules.',
  description: ['Rules of ', { kind: 'label', name: 'rule_group' }, ' fail: their checks give no answer.'],
  series: {
    text: 'prometheus_rule_evaluation_failures_total{job="plimsoll-self",rule_group="g"}',
    labels: { ...selfJob, rule_group: 'g' },
    values: '0+1x20',
  },
});

const reloadFailed = (labels: Labels): OwnAlert => ({
  name: alertName(ids.reload),
  expr: 'prometheus_config_last_reload_successful == 0',
  wait: '5m',
  labels,
  summary: 'Prometheus refuses its new configuration.',
  description: ['The files in place are not what is evaluated.'],
  series: { text: 'prometheus_config_last_reload_successful{job="plimsoll-self"}', labels: selfJob, values: '0x20' },
});

const textfileError = (labels: Labels, hostLabel: string): OwnAlert => ({
  name: alertName(ids.textfile),
  expr: 'node_textfile_scrape_error{job="plimsoll-hosts"} == 1',
  wait: '5m',
  labels,
  summary: 'node_exporter cannot read a textfile.',
  description: ['Metrics of drop files are missing', { kind: 'where', name: hostLabel }, '.'],
  series: {
    text: `node_textfile_scrape_error{job="plimsoll-hosts",${hostLabel}="a"}`,
    labels: { ...hostJob, [hostLabel]: 'a' },
    values: '1x20',
  },
});

/** How a team can be told of what does not wake anybody; a page when there is nothing else. */
const quietest = ({ receivers }: Team) => (['ticket', 'chat', 'page'] as const).find((urgency) => receivers[urgency] !== undefined);

/** The alerts about the monitoring itself; beside the watchdog only where a team is named that hears of them. */
export const ownAlerts = (team: Team | undefined, hostLabel: string): readonly OwnAlert[] => {
  if (team === undefined) return [watchdog];
  const labels = { severity: 'warning', team: team.id, urgency: quietest(team) ?? 'none' };
  return [watchdog, rulesFail(labels), reloadFailed(labels), textfileError(labels, hostLabel)];
};

/** Names that no check's alert may have. */
export const ownAlertNames: ReadonlySet<string> = new Set([watchdogName, ...Object.values(ids).map(alertName)]);

export const ownRule = ({ name, expr, wait, labels, summary, description }: OwnAlert): YamlMap => ({
  alert: name,
  expr,
  for: wait,
  labels,
  annotations: { summary, description: toTemplate(description) },
});

const expectation = ({ labels, summary, description, series }: OwnAlert): YamlMap => {
  const all = { ...series?.labels, ...labels };
  return { exp_labels: all, exp_annotations: { summary, description: expand(description, all, '') } };
};

/** The watchdog fires from the start, the others once their series has said so for long enough. */
export const ownTests = (alerts: readonly OwnAlert[]): readonly YamlMap[] => [
  {
    interval: '1m',
    input_series: alerts.flatMap(({ series }) => (series === undefined ? [] : [{ series: series.text, values: series.values }])),
    alert_rule_test: alerts.flatMap((alert) => [
      { eval_time: '0s', alertname: alert.name, exp_alerts: alert.series === undefined ? [expectation(alert)] : [] },
      { eval_time: '10m', alertname: alert.name, exp_alerts: [expectation(alert)] },
    ]),
  },
];
