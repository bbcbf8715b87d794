import { invariant } from '../../../base/invariant.ts';
import type { Span } from '../../../diagnostics/span.ts';
import { prometheusCannotProbe } from '../../../diagnostics/codes/plm430-prometheus-cannot-probe.ts';
import { prometheusProbeDiffers } from '../../../diagnostics/codes/plm431-prometheus-probe-differs.ts';
import type { Check, MeasureThreshold } from '../../../model/model.ts';
import type { PrometheusProbe } from '../../../probes/probe.ts';
import { probes } from '../../../probes/registry.ts';
import type { InjectedMatcher } from '../../../promql/inject.ts';
import { hostMatcher, type Measured, measured, type MeasuredIn } from '../measured.ts';
import { goodValue } from '../samples.ts';
import { planCompanion } from '../companions.ts';
import { impatience } from '../probe-patience.ts';
import { type CheckPlan, together } from '../plan.ts';
import { fallShort, nothing, type Planned, type Planning, type Shortfall, type SubjectOf, type Whose } from '../planning.ts';
import type { Labels } from '../text.ts';
import { planCondition } from './condition.ts';
import { type Compared, planComparison } from './comparison.ts';
import { heldVariants } from './threshold.ts';

const ask = ({ probe, fields, thresholds }: SubjectOf<'probe'>) => {
  const found = probes.get(probe);
  invariant(found, `no probe ${probe}`);
  const limits = Object.fromEntries(thresholds.map(({ measure, variants }) => [measure, variants[0]?.limits ?? []]));
  return { summary: found.summary, answer: found.prometheus({ fields, limits }) };
};

/** Rules, modules, targets and settings all ask the same. */
const answers = new WeakMap<SubjectOf<'probe'>, ReturnType<typeof ask>>();

/** How Prometheus looks, by the probe's own account; limits are those of the first variant, which no expression depends on. */
export const askProbe = (subject: SubjectOf<'probe'>): ReturnType<typeof ask> => {
  const found = answers.get(subject) ?? ask(subject);
  answers.set(subject, found);
  return found;
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

const cannotLook = (
  planned: Planned<'probe'>,
  { field, why, fidelity }: { field: string; why: string } & Pick<Shortfall, 'fidelity'>,
): void =>
  fallShort(planned, {
    field,
    fidelity,
    because: why,
    finding: (span) => prometheusCannotProbe({ check: planned.check.id, why }, span),
  });

const comparedOf = (planned: Planned<'probe'>, probe: PrometheusProbe, held: MeasureThreshold): Compared | undefined => {
  const { check, planning, subject } = planned;
  const { measure, unit, variants } = held;
  const field = `thresholds.${measure}`;
  const text = probe.measures[measure];
  const known = text === undefined ? undefined : planning.read(text);
  if (known === undefined) {
    cannotLook(planned, { field, why: `The exporter does not measure \`${measure}\`.`, fidelity: 'approximate' });
    return undefined;
  }
  return {
    check,
    title: `${subject.probe} ${measure}`,
    unit,
    whole: false,
    hostLabel: planning.hostLabel,
    value: measured(known, measureIn(probe, check, planning, measure)),
    variants: heldVariants(variants, field, planned),
    labels: { measure },
  };
};

/** What shows that a probe is answered at all; `counting` is the check that records it. */
export const answeredBy = (
  { check, planning }: Whose,
  probe: PrometheusProbe,
  compared: readonly { readonly value: Measured }[],
  counting: Pick<Check, 'id' | 'hosts'> = check,
): Measured | undefined => {
  const [first] = compared;
  if (probe.exporter === 'node' && probe.answered === undefined && first !== undefined) return first.value;
  const text = probe.exporter === 'blackbox' ? 'probe_success' : (probe.answered ?? Object.values(probe.measures)[0]);
  const known = text === undefined ? undefined : planning.read(text);
  return known && measured(known, { ...measureIn(probe, check, planning, 'answered'), check: counting });
};

const companionOf = (planned: Planned<'probe'>, probe: PrometheusProbe, compared: readonly Compared[]): CheckPlan => {
  const { check, planning, subject } = planned;
  const seen = answeredBy(planned, probe, compared);
  if (seen === undefined) return nothing;
  const own = compared.find(({ value }) => value === seen);
  const numbers = compared.map(({ value }) => value.of([]));
  const answer = {
    title: `The ${subject.probe} probe`,
    seen: seen.of([]),
    numbers,
    input: (host: string | undefined) => ({
      ...seen.input(host),
      good: own === undefined ? 1 : (goodValue(own.variants[0]?.limits ?? [], false) ?? 0),
    }),
    gives: seen.gives,
    reads: [...seen.reads, ...compared.flatMap(({ value }) => value.reads)],
    isNumber: own !== undefined,
  };
  const plan = planCompanion(answer, check, planning);
  return plan.alerts.length === 0 ? plan : { ...plan, records: own === undefined ? seen.records : [] };
};

export const planProbe = (planned: Planned<'probe'>): CheckPlan => {
  const { check, subject, planning } = planned;
  const { summary, answer } = askProbe(subject);
  if (answer.kind === 'impossible') {
    cannotLook(planned, { field: 'probe', why: answer.why, fidelity: 'impossible' });
    return nothing;
  }
  for (const difference of [...answer.differences, ...impatience(answer, check, planning.scrapeMs)]) {
    const finding = (span: Span | undefined) => prometheusProbeDiffers({ check: check.id, difference }, span);
    fallShort(planned, { field: 'probe', fidelity: 'approximate', because: difference, finding });
  }
  const compared = subject.thresholds.flatMap((held) => comparedOf(planned, answer, held) ?? []);
  return together([planFailing(planned, answer, summary), ...compared.map(planComparison), companionOf(planned, answer, compared)]);
};
