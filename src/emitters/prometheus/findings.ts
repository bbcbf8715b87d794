import { sortedBy } from '../../base/compare.ts';
import { alertNameCollision } from '../../diagnostics/codes/plm425-alert-name-collision.ts';
import { reservedHostLabel } from '../../diagnostics/codes/plm426-reserved-host-label.ts';
import { prometheusVersion } from '../../diagnostics/codes/plm427-prometheus-version.ts';
import { prometheusOption } from '../../diagnostics/codes/plm440-prometheus-option.ts';
import { shadowedExternalLabel } from '../../diagnostics/codes/plm441-shadowed-external-label.ts';
import { hiddenHostLabel } from '../../diagnostics/codes/plm442-hidden-host-label.ts';
import { beyondLookback } from '../../diagnostics/codes/plm443-beyond-lookback.ts';
import { unknownReference } from '../../diagnostics/codes/plm202-unknown-reference.ts';
import { parseDuration } from '../../model/duration.ts';
import type { Model, Origin } from '../../model/model.ts';
import { alertLabels, alertName } from '../alert-labels.ts';
import type { EmitContext } from '../contract.ts';
import { prometheusDuration } from '../prometheus-duration.ts';
import { isAtLeast } from '../version.ts';
import { needs } from './features.ts';
import { optionProblems } from './option-problems.ts';
import type { Options } from './options.ts';
import { ownAlertNames } from './own-alerts.ts';
import { clears } from './ruler-parity.ts';
import { externalLabels } from './scrape.ts';

type Asked = readonly [Model, Options, EmitContext];

const settings = ({ estate }: Model, field: string): Origin => ({ kind: 'settings', id: estate, field: `targets.prometheus.${field}` });

const checkVersion = (...[model, options, { report, locate }]: Asked): void => {
  const { version } = options;
  for (const { feature, field, check } of needs(model, options)) {
    if (isAtLeast(version, feature.since)) continue;
    const origin: Origin = check === undefined ? settings(model, field ?? 'version') : { kind: 'checks', id: check, field: 'keepFor' };
    report(prometheusVersion({ version, feature: feature.name, since: feature.since }, locate(origin)));
  }
};

const checkNames = (...[{ checks }, , { report, locate }]: Asked): void => {
  const first = new Map<string, string>();
  for (const { id } of checks) {
    const alert = alertName(id);
    const other = first.get(alert);
    if (ownAlertNames.has(alert)) report(alertNameCollision({ check: id, alert }, locate({ kind: 'checks', id })));
    else if (other === undefined) first.set(alert, id);
    else {
      const there = locate({ kind: 'checks', id: other });
      const related = there === undefined ? [] : [{ span: there, label: 'the other check' }];
      report(alertNameCollision({ check: id, other, alert }, locate({ kind: 'checks', id }), related));
    }
  }
};

const checkHostLabel = (...[{ hostLabel, estate }, , { report, locate }]: Asked): void => {
  if (!alertLabels.some((label) => label === hostLabel)) return;
  report(reservedHostLabel({ label: hostLabel }, locate({ kind: 'settings', id: estate, field: 'hostLabel' })));
};

/** Why a label that is not Prometheus' own cannot have this name. */
const takenBy = (label: string, { hostLabel }: Model): string | undefined => {
  if (label === hostLabel) return "it carries the host's id";
  if (label === 'instance' || label === 'job') return 'Prometheus sets it on every target';
  return alertLabels.some((one) => one === label) ? 'rules set it on alerts' : undefined;
};

const checkExternalLabels = (...[model, options, { report, locate }]: Asked): void => {
  for (const label of Object.keys(externalLabels(model, options))) {
    const by = takenBy(label, model);
    const field = label === options.environmentLabel ? 'environmentLabel' : `externalLabels.${label}`;
    if (by !== undefined) report(shadowedExternalLabel({ label, by }, locate(settings(model, field))));
  }
};

const checkHostLabels = (...[model, options, { report, locate }]: Asked): void => {
  const external = new Set(Object.keys(externalLabels(model, options)));
  const names = sortedBy(new Set(model.hosts.flatMap(({ labels }) => Object.keys(labels))), (name) => name);
  for (const label of names) {
    const by = takenBy(label, model) ?? (external.has(label) ? 'it would hide the external label' : undefined);
    const [first, ...others] = model.hosts.filter(({ labels }) => label in labels);
    if (by === undefined || first === undefined) continue;
    const origin = { kind: 'hosts', id: first.id, field: `labels.${label}` } as const;
    report(hiddenHostLabel({ host: first.id, others: others.length, label, by }, locate(origin)));
  }
};

const checkIntervals = (...[model, options, { report, locate }]: Asked): void => {
  const lookback = parseDuration(options.lookback) ?? 0;
  const intervals = [
    ['a scrape interval', 'scrapeInterval'],
    ['an evaluation interval', 'evaluationInterval'],
  ] as const;
  for (const [what, option] of intervals) {
    const ms = parseDuration(options[option]) ?? 0;
    if (ms < lookback) continue;
    const params = { what, interval: prometheusDuration(ms), lookback: prometheusDuration(lookback) };
    report(beyondLookback(params, locate(settings(model, option))));
  }
};

const checkOwner = (...[model, { ownAlerts }, { report, locate }]: Asked): void => {
  const known = model.teams.map(({ id }) => id);
  if (ownAlerts === undefined || known.includes(ownAlerts)) return;
  report(unknownReference({ kind: 'team', id: ownAlerts, known }, locate(settings(model, 'ownAlerts'))));
};

const checkOptions = (...[model, options, { report, locate }]: Asked): void => {
  for (const problem of optionProblems(options)) report(prometheusOption(problem, locate(settings(model, problem.at ?? problem.option))));
};

/** A rule finds its own alerts by leaving out of account the labels it knows of. */
const checkHold = (...[model, { groups, readsAlerts }, { report, locate }]: Asked): void => {
  const held = model.checks.find(clears);
  if (groups.labels === undefined || !readsAlerts || held === undefined) return;
  const problem = {
    option: 'groups.labels',
    problem: `would end the hold of \`clear\`, as check \`${held.id}\` has it`,
    why: 'rules that hold an alert compare it with the series it came from, which do not have labels of the group',
    help: 'use `externalLabels`, or declare `readsAlerts: false` and do without the hold',
  };
  report(prometheusOption(problem, locate(settings(model, problem.option))));
};

/** Everything wrong with options and names, and what the declared version lacks. */
export const reportFindings = (...asked: Asked): void => {
  const checks = [
    checkVersion,
    checkOptions,
    checkHold,
    checkOwner,
    checkNames,
    checkHostLabel,
    checkExternalLabels,
    checkHostLabels,
    checkIntervals,
  ];
  for (const check of checks) check(...asked);
};
