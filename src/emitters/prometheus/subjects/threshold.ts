import { compareText, sortedBy } from '../../../base/compare.ts';
import { noPrometheusHysteresis } from '../../../diagnostics/codes/plm429-no-prometheus-hysteresis.ts';
import type { AlertLevel, Limits } from '../../../model/limits.ts';
import type { Variant } from '../../../model/model.ts';
import type { Unit } from '../../../model/unit.ts';
import { anyOf, limitWords, reaching, unitSuffix } from '../limits.ts';
import { type Measured, measured } from '../measured.ts';
import type { AlertPlan, CheckPlan, Reaction, TestPlan } from '../plan.ts';
import { nothing, type Planned, sourceOf, tell } from '../planning.ts';
import { phasesOf, reachesLevel } from '../samples.ts';
import type { Case, Labels, Part } from '../text.ts';

/** A quantity held against limits that may differ by host. */
export interface Compared {
  readonly title: string;
  readonly unit: Unit;
  readonly whole: boolean;
  readonly hostLabel: string;
  readonly value: Measured;
  readonly variants: readonly Variant[];
  /** Labels of its alerts beside the common ones. */
  readonly labels: Labels;
}

const levels = ['critical', 'warning'] as const satisfies readonly AlertLevel[];

/** The commonest text last, so that few hosts are listed. */
const casesOf = ({ variants, unit, hostLabel }: Compared, level: AlertLevel): Part => {
  const byText = new Map<string, readonly string[]>();
  for (const { hosts, limits } of variants) {
    const text = limitWords(limits, level, unit);
    if (text !== '') byText.set(text, [...(byText.get(text) ?? []), ...hosts]);
  }
  const sorted = [...byText].map(([text, values]): Case => ({ text, values })).sort((a, b) => a.values.length - b.values.length);
  return { kind: 'cases', name: hostLabel, cases: sorted.slice(0, -1), otherwise: sorted.at(-1)?.text ?? '' };
};

/** Variants as one level sees them: those with the same limits for it are one. */
const mergedFor = (variants: readonly Variant[], level: AlertLevel): readonly Variant[] => {
  const merged = new Map<string, Variant>();
  for (const { hosts, limits } of variants) {
    const key = reaching('', limits, level).join();
    const known = merged.get(key);
    merged.set(key, known === undefined ? { hosts, limits } : { limits, hosts: [...known.hosts, ...hosts].sort(compareText) });
  }
  return [...merged.values()];
};

const alertOf = (compared: Compared, level: AlertLevel): AlertPlan | undefined => {
  const { title, unit, hostLabel, value, variants, labels } = compared;
  const terms = mergedFor(variants, level).flatMap(({ hosts, limits }) => reaching(value.of(hosts), limits, level));
  if (terms.length === 0) return undefined;
  const limit = casesOf(compared, level);
  const same = typeof limit !== 'string' && limit.kind === 'cases' && limit.cases.length === 0 ? limit.otherwise : undefined;
  return {
    level,
    expr: anyOf(terms),
    labels,
    summary: `${title} is ${same ?? `beyond its ${level} limit`}.`,
    description: [
      title,
      { kind: 'where', name: hostLabel },
      ' is ',
      { kind: 'value' },
      `${unitSuffix(unit)}; ${level} is `,
      same ?? limit,
      '.',
    ],
  };
};

const reactionOf = (alert: AlertPlan, limits: Limits, { labels, values }: { labels: Labels; values: readonly number[] }): Reaction => ({
  alert,
  labels,
  active: values.map((value) => reachesLevel(limits, alert.level, value)),
  values,
});

interface Try {
  readonly series: string;
  readonly labels: Labels;
  readonly limits: Limits;
  readonly values: readonly number[];
}

/** One host of each variant; where the expression does not tell hosts apart, one host. */
const triesOf = ({ value, variants, whole }: Compared): readonly Try[] => {
  const tries = new Map<string, Try>();
  for (const { hosts, limits } of variants) {
    const { series, labels } = value.input(hosts[0]);
    const key = JSON.stringify(sortedBy(Object.entries(labels), ([name]) => name));
    if (!tries.has(key)) tries.set(key, { series, labels, limits, values: phasesOf(limits, whole) });
  }
  return [...tries.values()];
};

const padded = (values: readonly number[], length: number): readonly number[] =>
  Array.from({ length }, (_, i) => values[Math.min(i, values.length - 1)] ?? 0);

const testOf = (compared: Compared, alerts: readonly AlertPlan[]): TestPlan => {
  const tries = triesOf(compared);
  const phases = Math.max(...tries.map(({ values }) => values.length));
  return {
    inputs: tries.map(({ series, values }) => ({ series, values: padded(values, phases) })),
    reactions: tries.flatMap(({ limits, labels, values }) =>
      alerts.map((alert) => reactionOf(alert, limits, { labels, values: padded(values, phases) })),
    ),
    phases,
    lookbackMs: 0,
    gives: compared.value.gives,
    reads: compared.value.reads,
  };
};

/** Alerts for a quantity held against limits, the critical one first. */
export const planComparison = (compared: Compared): CheckPlan => {
  const alerts = levels.flatMap((level) => alertOf(compared, level) ?? []);
  return alerts.length === 0 ? nothing : { records: compared.value.records, alerts, tests: () => [testOf(compared, alerts)] };
};

/** The form of the first `clear` there is: the rules do not keep it. */
export const clearedForm = (variants: readonly Variant[]): string | undefined =>
  variants.flatMap(({ limits }) => limits).find((form) => 'clear' in form && form.clear !== undefined)?.form;

export const planThreshold = (planned: Planned<'threshold'>): CheckPlan => {
  const { check, subject, planning } = planned;
  const metric = planning.metrics.get(subject.metric);
  const known = sourceOf(subject.metric, planned, 'threshold');
  if (metric === undefined || known === undefined) return nothing;
  const cleared = clearedForm(subject.variants);
  if (cleared !== undefined) tell(planning, check, `limits.${cleared}.clear`, (span) => noPrometheusHysteresis({ check: check.id }, span));
  return planComparison({
    title: metric.title,
    unit: metric.unit,
    whole: metric.integer,
    hostLabel: planning.hostLabel,
    value: measured(known, { hostLabel: planning.hostLabel, check }),
    variants: subject.variants,
    labels: {},
  });
};
