import type { Span } from '../../../diagnostics/span.ts';
import { forgottenHold } from '../../../diagnostics/codes/plm429-forgotten-hold.ts';
import { noPrometheusHysteresis } from '../../../diagnostics/codes/plm435-no-prometheus-hysteresis.ts';
import { otherStaleness } from '../../../diagnostics/codes/plm436-other-staleness.ts';
import { isOneSided } from '../../../model/limits.ts';
import type { Metric, Variant } from '../../../model/model.ts';
import { prometheusDuration } from '../../prometheus-duration.ts';
import { type Ageing, planCompanion } from '../companions.ts';
import { withoutClear } from '../limits.ts';
import { type Measured, measured, printSeries } from '../measured.ts';
import { type CheckPlan, together } from '../plan.ts';
import { fallShort, nothing, type Planned, type Planning, sourceOf, type Whose } from '../planning.ts';
import { goodValue } from '../samples.ts';
import { type Compared, planComparison } from './comparison.ts';

/** A check's limits as its rules can keep them. */
export const heldVariants = (variants: readonly Variant[], field: string, whose: Whose): readonly Variant[] => {
  const form = variants.flatMap(({ limits }) => limits).find((one) => isOneSided(one) && one.clear !== undefined)?.form;
  if (form === undefined) return variants;
  const { alertsReadable, lookbackMs } = whose.planning;
  const lookback = prometheusDuration(lookbackMs);
  const check = whose.check.id;
  fallShort(whose, {
    field: field.replace('*', form),
    fidelity: 'approximate',
    because: alertsReadable
      ? `Prometheus forgets that an alert is held when it is down for longer than ${lookback}.`
      : 'Rules cannot read ALERTS here, so an alert ends at its limit and not at `clear`.',
    finding: (span) => (alertsReadable ? forgottenHold({ check, lookback }, span) : noPrometheusHysteresis({ check }, span)),
  });
  return alertsReadable ? variants : variants.map(({ hosts, limits }) => ({ hosts, limits: withoutClear(limits) }));
};

/** How long Prometheus holds on to a series that is no longer written, beside what the author asks. */
const checkAge = (metric: Metric, value: Measured, whose: Whose): void => {
  const { lookbackMs } = whose.planning;
  const isLonger = metric.staleAfterMs > lookbackMs;
  const isExact = !isLonger && (metric.staleAfterMs === lookbackMs || value.records.length === 0);
  if (isExact || metric.source.prometheus === undefined) return;
  const lookback = prometheusDuration(lookbackMs);
  const because = isLonger
    ? `Prometheus forgets a series after ${lookback}, before \`staleAfter\` has passed.`
    : `A calculated value has no age: that its series have stopped shows after ${lookback}, not after \`staleAfter\`.`;
  const finding = (span: Span | undefined) => otherStaleness({ check: whose.check.id, because }, span);
  fallShort(whose, { field: 'threshold', fidelity: 'approximate', because, finding });
};

const seconds = (ms: number): string => String(ms / 1000);

/** The file our collector fills; newer versions of node_exporter name it with its folder. */
const textfile = 'file=~"(?:.*/)?plimsoll[.]prom"';

const ageingOf = (metric: Metric, value: Measured, { hostLabel, lookbackMs }: Planning): Ageing | undefined => {
  const { staleAfterMs: afterMs } = metric;
  if (metric.source.prometheus === undefined) {
    const expr = `max by (${hostLabel}) (node_textfile_mtime_seconds{${textfile}}) < time() - ${seconds(afterMs)}`;
    const series = (host: string) =>
      printSeries('node_textfile_mtime_seconds', { file: '/var/lib/textfile/plimsoll.prom', [hostLabel]: host });
    return { expr, afterMs, series };
  }
  if (value.records.length > 0 || afterMs >= lookbackMs) return undefined;
  return { expr: `timestamp(${value.of([])}) < time() - ${seconds(afterMs)}`, afterMs };
};

const companionOf = (compared: Compared, metric: Metric, { check, planning }: Planned<'threshold'>): CheckPlan => {
  const { value, variants, title, whole } = compared;
  const ageing = ageingOf(metric, value, planning);
  return planCompanion(
    {
      title,
      seen: value.of([]),
      numbers: [value.of([])],
      isNumber: true,
      ...(ageing === undefined ? {} : { ageing }),
      input: (host) => {
        const own = variants.find(({ hosts }) => host === undefined || hosts.includes(host));
        return { ...value.input(host), good: goodValue(own?.limits ?? [], whole) ?? 0 };
      },
      gives: value.gives,
      reads: value.reads,
    },
    check,
    planning,
  );
};

export const planThreshold = (planned: Planned<'threshold'>): CheckPlan => {
  const { check, subject, planning } = planned;
  const metric = planning.metrics.get(subject.metric);
  const known = sourceOf(subject.metric, planned, 'threshold');
  if (metric === undefined || known === undefined) return nothing;
  const compared: Compared = {
    check,
    title: metric.title,
    unit: metric.unit,
    whole: metric.integer,
    hostLabel: planning.hostLabel,
    value: measured(known, { hostLabel: planning.hostLabel, check }),
    variants: heldVariants(subject.variants, 'limits.*.clear', planned),
    labels: {},
  };
  checkAge(metric, compared.value, planned);
  return together([planComparison(compared), companionOf(compared, metric, planned)]);
};
