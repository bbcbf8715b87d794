import { invariant } from '../../../base/invariant.ts';
import { prometheusCannotProbe } from '../../../diagnostics/codes/plm430-prometheus-cannot-probe.ts';
import { prometheusProbeDiffers } from '../../../diagnostics/codes/plm431-prometheus-probe-differs.ts';
import { noPrometheusHysteresis } from '../../../diagnostics/codes/plm429-no-prometheus-hysteresis.ts';
import type { Check, MeasureThreshold } from '../../../model/model.ts';
import type { PrometheusProbe } from '../../../probes/probe.ts';
import { probes } from '../../../probes/registry.ts';
import type { InjectedMatcher } from '../../../promql/inject.ts';
import { hostMatcher, measured, type MeasuredIn } from '../measured.ts';
import type { CheckPlan } from '../plan.ts';
import { nothing, type Planned, type Planning, type SubjectOf, tell } from '../planning.ts';
import type { Labels } from '../text.ts';
import { planCondition } from './condition.ts';
import { clearedForm, planComparison } from './threshold.ts';

/** How Prometheus looks, by the probe's own account; limits are those of the first variant, which no expression depends on. */
export const askProbe = ({ probe, fields, thresholds }: SubjectOf<'probe'>) => {
  const found = probes.get(probe);
  invariant(found, `no probe ${probe}`);
  const limits = Object.fromEntries(thresholds.map(({ measure, variants }) => [measure, variants[0]?.limits ?? []]));
  return { summary: found.summary, answer: found.prometheus({ fields, limits }) };
};

/** The scrape job puts the check's id on what blackbox answers for it; node_exporter's series belong to all checks. */
export const probeScope = (probe: PrometheusProbe, check: Pick<Check, 'id'>): { matchers: readonly InjectedMatcher[]; labels: Labels } =>
  probe.exporter === 'blackbox'
    ? { matchers: [{ label: 'check', op: '=', value: check.id }], labels: { check: check.id } }
    : { matchers: [], labels: {} };

/** Where the series of a measure are. */
export const measureIn = (probe: PrometheusProbe, check: Check, { hostLabel }: Planning, measure: string): MeasuredIn => ({
  hostLabel,
  check,
  ...probeScope(probe, check),
  recordLabels: { measure },
});

/** Does a measure that is held against a threshold come from the series that says whether the probe failed? */
const isMeasuredFrom = (reads: readonly string[], { subject, planning }: Planned<'probe'>, probe: PrometheusProbe): boolean =>
  subject.thresholds.some(({ measure }) => {
    const text = probe.measures[measure];
    return text !== undefined && (planning.read(text)?.reads.some((name) => reads.includes(name)) ?? false);
  });

const planFailing = (planned: Planned<'probe'>, probe: PrometheusProbe, summary: string): CheckPlan => {
  const { check, subject, planning } = planned;
  const expression = probe.failing === undefined ? undefined : planning.read(probe.failing);
  if (expression === undefined) return nothing;
  const { hostLabel } = planning;
  const { matchers, labels } = probeScope(probe, check);
  return planCondition({
    expression,
    checkId: check.id,
    hostLabel,
    host: check.hosts[0],
    matchers: [...matchers, ...hostMatcher(hostLabel, check.hosts)],
    labels,
    isShared: isMeasuredFrom(expression.reads, planned, probe),
    summary: `The ${subject.probe} probe fails.`,
    description: [`The ${subject.probe} probe fails`, { kind: 'where', name: hostLabel }, `. ${summary}`],
  });
};

const planMeasure = ({ check, planning, subject }: Planned<'probe'>, probe: PrometheusProbe, held: MeasureThreshold): CheckPlan => {
  const { measure, unit, variants } = held;
  const field = `thresholds.${measure}`;
  const text = probe.measures[measure];
  const known = text === undefined ? undefined : planning.read(text);
  if (known === undefined) {
    const why = `The exporter does not measure \`${measure}\`.`;
    tell(planning, check, field, (span) => prometheusCannotProbe({ check: check.id, why }, span));
    return nothing;
  }
  if (clearedForm(variants) !== undefined) tell(planning, check, field, (span) => noPrometheusHysteresis({ check: check.id }, span));
  return planComparison({
    title: `${subject.probe} ${measure}`,
    unit,
    whole: false,
    hostLabel: planning.hostLabel,
    value: measured(known, measureIn(probe, check, planning, measure)),
    variants,
    labels: { measure },
  });
};

export const planProbe = (planned: Planned<'probe'>): CheckPlan => {
  const { check, subject, planning } = planned;
  const { summary, answer } = askProbe(subject);
  if (answer.kind === 'impossible') {
    tell(planning, check, 'probe', (span) => prometheusCannotProbe({ check: check.id, why: answer.why }, span));
    return nothing;
  }
  for (const difference of answer.differences)
    tell(planning, check, 'probe', (span) => prometheusProbeDiffers({ check: check.id, difference }, span));
  const parts = [planFailing(planned, answer, summary), ...subject.thresholds.map((held) => planMeasure(planned, answer, held))];
  return {
    records: parts.flatMap(({ records }) => records),
    alerts: parts.flatMap(({ alerts }) => alerts),
    tests: () => parts.flatMap(({ tests }) => tests()),
  };
};
