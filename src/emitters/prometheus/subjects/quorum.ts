import { uncountableQuorum } from '../../../diagnostics/codes/plm432-uncountable-quorum.ts';
import { type AlertLevel, hasLevel, type Limits } from '../../../model/limits.ts';
import type { Check, Variant } from '../../../model/model.ts';
import { triggerOf } from '../conditions.ts';
import { holding } from '../hysteresis.ts';
import { anyOf, reaching } from '../limits.ts';
import { hostMatcher, type Measured, measured, printSeries, recordedHealthy } from '../measured.ts';
import type { AlertPlan, CheckPlan, RecordRule, TestPlan } from '../plan.ts';
import { expressionOf, fallShort, nothing, type Planned, type Planning, type SubjectOf } from '../planning.ts';
import { badValue, goodValue } from '../samples.ts';
import type { Labels } from '../text.ts';
import { heard } from './heartbeat.ts';
import { answeredBy, askProbe, measureIn, probeScope } from './probe.ts';

/** How healthy members are told from the others. */
interface Members {
  readonly hosts: readonly string[];
  /** Expressions with a series for each member that is seen at all. */
  readonly present: readonly string[];
  /** Expressions with a series for each member that is not healthy. */
  readonly unhealthy: readonly string[];
  readonly records: readonly RecordRule[];
  /**
   * A member's series, and its values while healthy and while not; undefined for missing. Left out where no single series decides: who is
   * healthy is then recorded.
   */
  readonly input?: (host: string) => { readonly series: string; readonly good: number; readonly bad: number | undefined };
  readonly lookbackMs: number;
  readonly gives: readonly string[];
  readonly reads: readonly string[];
}

type Counted = Members | { readonly why: string };

/** A member is unhealthy when it is critical; where its limits know no critical, when it is a warning. */
const worst = (limits: Limits): AlertLevel => (hasLevel(limits, 'critical') ? 'critical' : 'warning');

const among = (variants: readonly Variant[], hosts: readonly string[]): readonly Variant[] => {
  const wanted = new Set(hosts);
  return variants
    .map(({ hosts: members, limits }) => ({ limits, hosts: members.filter((host) => wanted.has(host)) }))
    .filter((variant) => variant.hosts.length > 0);
};

interface Quorum {
  /** The quorum's own check, on the hosts that count. */
  readonly check: Check;
  readonly healthy: Check;
  readonly planning: Planning;
}

interface Judged {
  readonly value: Measured;
  readonly variants: readonly Variant[];
  readonly whole: boolean;
  /** Labels of the alerts that say the same of the healthy check. */
  readonly labels: Labels;
}

/** Members whose value has reached their worst level, or is held there. */
const beyondLimits = ({ value, variants, labels }: Judged, { healthy, planning }: Quorum): readonly string[] =>
  variants.flatMap(({ hosts, limits }) => {
    const level = worst(limits);
    const raised = { check: healthy, labels, variants };
    const held = planning.alertsReadable ? holding(value.of(hosts), { limits, level }, raised) : [];
    return [...reaching(value.of(hosts), limits, level), ...held];
  });

const notSeen = { why: 'The healthy check has no source in Prometheus.' };

const bySubjectThreshold = (quorum: Quorum, subject: SubjectOf<'threshold'>): Counted => {
  const { check, planning } = quorum;
  const metric = planning.metrics.get(subject.metric);
  const known = expressionOf(subject.metric, planning);
  if (metric === undefined || known === undefined) return notSeen;
  const variants = among(subject.variants, check.hosts);
  const value = measured(known, { hostLabel: planning.hostLabel, check });
  return {
    hosts: check.hosts,
    // Not NaN: a value that is no number was not measured.
    present: variants.map(({ hosts }) => `${value.of(hosts)} == ${value.of(hosts)}`),
    unhealthy: beyondLimits({ value, variants, whole: metric.integer, labels: {} }, quorum),
    records: value.records,
    input: (host) => {
      const limits = variants.find(({ hosts }) => hosts.includes(host))?.limits ?? [];
      const good = goodValue(limits, metric.integer) ?? 0;
      return { series: value.input(host).series, good, bad: badValue(limits, worst(limits), metric.integer) };
    },
    lookbackMs: 0,
    gives: value.gives,
    reads: value.reads,
  };
};

const byHeartbeat = ({ check, planning }: Quorum, subject: SubjectOf<'heartbeat'>): Counted => {
  const known = expressionOf(subject.metric, planning);
  if (known === undefined) return notSeen;
  const value = measured(known, { hostLabel: planning.hostLabel, check, ranged: true });
  return {
    hosts: check.hosts,
    present: [heard(value, check.hosts, subject.withinMs)],
    unhealthy: [],
    records: value.records,
    input: (host) => ({ series: value.input(host).series, good: 1, bad: undefined }),
    lookbackMs: subject.withinMs,
    gives: value.gives,
    reads: value.reads,
  };
};

/** A member answers, does not fail, and what it measures is a number within its limits. */
const byProbe = (quorum: Quorum, subject: SubjectOf<'probe'>): Counted => {
  const { check, healthy, planning } = quorum;
  const { answer } = askProbe(subject);
  if (answer.kind === 'impossible') return { why: 'Prometheus cannot look the way the healthy check does.' };
  const counting = { id: check.id, hosts: check.hosts };
  const scope = probeScope(answer, healthy);
  const judged = subject.thresholds.flatMap(({ measure, variants }): Judged[] => {
    const known = planning.read(answer.measures[measure] ?? '');
    if (known === undefined) return [];
    const value = measured(known, { ...measureIn(answer, healthy, planning, measure), check: counting });
    return [{ value, variants: among(variants, check.hosts), whole: false, labels: { measure } }];
  });
  const seen = answeredBy({ check: healthy, planning }, answer, judged, counting);
  if (seen === undefined) return { why: 'No series says that the probe of a member was answered.' };
  const failing = answer.failing === undefined ? undefined : planning.read(answer.failing);
  const values = judged.map(({ value }) => value.of(check.hosts));
  const trigger = failing && triggerOf(failing.tree);
  const isDriven = trigger !== undefined && trigger.drive.name === 'probe_success' && answer.exporter === 'blackbox';
  const own = new Set(judged.map(({ value }) => value));
  return {
    hosts: check.hosts,
    present: [seen.of(check.hosts)],
    unhealthy: [
      ...(failing === undefined ? [] : [failing.scoped([...scope.matchers, ...hostMatcher(planning.hostLabel, check.hosts)])]),
      ...judged.flatMap((one) => beyondLimits(one, quorum)),
      ...values.map((value) => `${value} != ${value}`),
    ],
    records: [...judged.flatMap(({ value }) => value.records), ...(own.has(seen) ? [] : seen.records)],
    ...(isDriven ? { input: (host: string) => ({ series: seen.input(host).series, good: trigger.good, bad: trigger.bad }) } : {}),
    lookbackMs: 0,
    gives: seen.gives,
    reads: [
      ...seen.reads,
      ...(failing?.reads ?? []).map((name) => (answer.exporter === 'blackbox' ? `${name}|${healthy.id}` : name)),
      ...judged.flatMap(({ value }) => value.reads),
    ],
  };
};

const membersOf = (quorum: Quorum): Counted => {
  const { subject } = quorum.healthy;
  switch (subject.kind) {
    case 'threshold':
      return bySubjectThreshold(quorum, subject);
    case 'heartbeat':
      return byHeartbeat(quorum, subject);
    case 'probe':
      return byProbe(quorum, subject);
    case 'quorum':
    case 'burnRate':
    case 'command':
      return { why: `A ${subject.kind} check says nothing of single members.` };
  }
};

const wellOf = (hostLabel: string, { present, unhealthy }: Members): string => {
  const seen = `count by (${hostLabel}) (${present.join(' or ')})`;
  return unhealthy.length === 0 ? seen : `${seen} unless on (${hostLabel}) (${anyOf(unhealthy)})`;
};

/** How many are well, and what unit tests move to change that. */
interface Count extends Omit<Members, 'input'> {
  readonly expr: string;
  readonly input: NonNullable<Members['input']>;
}

const countOf = ({ check, planning }: Omit<Quorum, 'healthy'>, members: Members): Count => {
  const { hostLabel } = planning;
  const well = wellOf(hostLabel, members);
  const { input } = members;
  if (input !== undefined) return { ...members, input, expr: `(count(${well}) or vector(0))` };
  const labels = { check: check.id };
  const key = `${recordedHealthy}|${check.id}`;
  return {
    ...members,
    expr: `(count(${printSeries(recordedHealthy, labels)}) or vector(0))`,
    records: [...members.records, { record: recordedHealthy, expr: well, labels }],
    input: (host) => ({ series: printSeries(recordedHealthy, { ...labels, [hostLabel]: host }), good: 1, bad: undefined }),
    gives: [key],
    reads: [key, ...members.reads],
  };
};

/** All members are healthy; then just too few for a warning; then just too few. */
const testOf = (members: Count, alerts: readonly AlertPlan[], least: readonly number[]): TestPlan => {
  const { hosts } = members;
  const counts = [...new Set([hosts.length, ...least.flatMap((n) => [Math.min(n, hosts.length), Math.min(n, hosts.length + 1) - 1])])].sort(
    (a, b) => b - a,
  );
  return {
    inputs: hosts.map((host, i) => {
      const { series, good, bad } = members.input(host);
      return { series, values: counts.map((count) => (i < count ? good : bad)) };
    }),
    reactions: alerts.map((alert, i) => ({ alert, labels: {}, active: counts.map((count) => count < (least[i] ?? 0)), values: counts })),
    phases: counts.length,
    lookbackMs: members.lookbackMs,
    gives: members.gives,
    reads: members.reads,
  };
};

const alertOf = (
  check: Check,
  members: Members,
  { level, least, expr }: { level: AlertLevel; least: number; expr: string },
): AlertPlan => ({
  level,
  expr: `${expr} < ${least}`,
  labels: {},
  summary: `Fewer than ${least} of ${members.hosts.length} members are healthy.`,
  description: [
    { kind: 'value' },
    ` of ${members.hosts.length} members of ${check.on.join(', ') || check.id} are healthy; ${level} is fewer than ${least}.`,
  ],
});

export const planQuorum = (planned: Planned<'quorum'>): CheckPlan => {
  const { check, subject, planning } = planned;
  const healthy = planning.checks.get(subject.healthy);
  const hosts = check.hosts.length > 0 ? check.hosts : (healthy?.hosts ?? []);
  const on = { ...check, hosts };
  const counted: Counted =
    healthy === undefined ? { why: 'The healthy check does not exist in this environment.' } : membersOf({ check: on, healthy, planning });
  if ('why' in counted) {
    const { why } = counted;
    fallShort(planned, {
      field: 'quorum.healthy',
      fidelity: 'impossible',
      because: why,
      finding: (span) => uncountableQuorum({ check: check.id, healthy: subject.healthy, why }, span),
    });
    return nothing;
  }
  const count = countOf({ check: on, planning }, counted);
  const asked: readonly { level: AlertLevel; least: number }[] = [
    { level: 'critical', least: subject.atLeast },
    ...(subject.warning === undefined ? [] : [{ level: 'warning' as const, least: subject.warning }]),
  ];
  const alerts = asked.map(({ level, least }) => alertOf(check, counted, { level, least, expr: count.expr }));
  const tests = () => [
    testOf(
      count,
      alerts,
      asked.map(({ least }) => least),
    ),
  ];
  return { records: count.records, alerts, tests };
};
