import { uncountableQuorum } from '../../../diagnostics/codes/plm432-uncountable-quorum.ts';
import { type AlertLevel, hasLevel, type Limits } from '../../../model/limits.ts';
import type { Check, Variant } from '../../../model/model.ts';
import { triggerOf } from '../conditions.ts';
import { reaching } from '../limits.ts';
import { hostMatcher, type Measured, measured } from '../measured.ts';
import type { AlertPlan, CheckPlan, RecordRule, TestPlan } from '../plan.ts';
import { nothing, type Planned, type Planning, type SubjectOf, tell } from '../planning.ts';
import { badValue, goodValue } from '../samples.ts';
import { heard } from './heartbeat.ts';
import { askProbe, measureIn, probeScope } from './probe.ts';

/** How healthy members are told from the others. */
interface Members {
  readonly hosts: readonly string[];
  /** Expressions with a series for each member that is seen at all. */
  readonly present: readonly string[];
  /** Expressions with a series for each member that is not healthy. */
  readonly unhealthy: readonly string[];
  readonly records: readonly RecordRule[];
  /** A member's series, and its values while healthy and while not; undefined for missing. */
  readonly input: (host: string) => { readonly series: string; readonly good: number; readonly bad: number | undefined };
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

const byLimits = (value: Measured, variants: readonly Variant[], whole: boolean) => {
  const limitsOf = (host: string) => variants.find(({ hosts }) => hosts.includes(host))?.limits ?? [];
  return {
    // Not NaN: a value that is no number was not measured.
    present: variants.map(({ hosts }) => `${value.of(hosts)} == ${value.of(hosts)}`),
    unhealthy: variants.flatMap(({ hosts, limits }) => reaching(value.of(hosts), limits, worst(limits))),
    records: value.records,
    input: (host: string) => {
      const limits = limitsOf(host);
      return { series: value.input(host).series, good: goodValue(limits, whole) ?? 0, bad: badValue(limits, worst(limits), whole) };
    },
    gives: value.gives,
    reads: value.reads,
  };
};

interface Quorum {
  /** The quorum's own check, on the hosts that count. */
  readonly check: Check;
  readonly healthy: Check;
  readonly planning: Planning;
}

const notSeen = { why: 'The healthy check has no source in Prometheus.' };

const bySubjectThreshold = ({ check, planning }: Quorum, subject: SubjectOf<'threshold'>): Counted => {
  const metric = planning.metrics.get(subject.metric);
  const text = metric?.source.prometheus ?? (metric?.source.dropFile === undefined ? undefined : metric.id);
  const known = text === undefined ? undefined : planning.read(text);
  if (metric === undefined || known === undefined) return notSeen;
  const variants = among(subject.variants, check.hosts);
  const value = measured(known, { hostLabel: planning.hostLabel, check });
  return { hosts: check.hosts, lookbackMs: 0, ...byLimits(value, variants, metric.integer) };
};

const byHeartbeat = ({ check, planning }: Quorum, subject: SubjectOf<'heartbeat'>): Counted => {
  const metric = subject.metric === undefined ? undefined : planning.metrics.get(subject.metric);
  const text = metric?.source.prometheus ?? (metric?.source.dropFile === undefined ? undefined : metric.id);
  const known = text === undefined ? undefined : planning.read(text);
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

const byBlackbox = ({ check, healthy, planning }: Quorum, subject: SubjectOf<'probe'>): Counted => {
  const { answer } = askProbe(subject);
  const failing = answer.kind === 'impossible' || answer.failing === undefined ? undefined : planning.read(answer.failing);
  if (answer.kind === 'impossible' || answer.exporter !== 'blackbox' || failing === undefined) {
    return { why: 'The probe has no series that says a member is well.' };
  }
  const scope = probeScope(answer, healthy);
  const matchers = [...scope.matchers, ...hostMatcher(planning.hostLabel, check.hosts)];
  const success = planning.read('probe_success');
  const trigger = triggerOf(failing.tree);
  if (success === undefined || trigger?.drive.name !== 'probe_success') return { why: 'The probe fails in ways that cannot be counted.' };
  const where = { ...measureIn(answer, healthy, planning, ''), check: { id: check.id, hosts: check.hosts } };
  const value = measured(success, where);
  const held = subject.thresholds.flatMap(({ measure, variants }) => {
    const known = planning.read(answer.measures[measure] ?? '');
    if (known === undefined) return [];
    const measure_ = measured(known, { ...where, recordLabels: { measure } });
    return [byLimits(measure_, among(variants, check.hosts), false)];
  });
  return {
    hosts: check.hosts,
    present: [success.scoped(matchers)],
    unhealthy: [failing.scoped(matchers), ...held.flatMap(({ unhealthy }) => unhealthy)],
    records: held.flatMap(({ records }) => records),
    input: (host) => ({ series: value.input(host).series, good: trigger.good, bad: trigger.bad }),
    lookbackMs: 0,
    gives: value.gives,
    reads: [...value.reads, ...failing.reads.map((name) => `${name}|${healthy.id}`), ...held.flatMap(({ reads }) => reads)],
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
      return byBlackbox(quorum, subject);
    case 'quorum':
    case 'burnRate':
    case 'command':
      return { why: `A ${subject.kind} check says nothing of single members.` };
  }
};

const healthyCount = (hostLabel: string, { present, unhealthy }: Members): string => {
  const seen = `count by (${hostLabel}) (${present.join(' or ')})`;
  const well = unhealthy.length === 0 ? seen : `${seen} unless on (${hostLabel}) (${unhealthy.join(' or ')})`;
  return `(count(${well}) or vector(0))`;
};

/** All members are healthy; then just too few for a warning; then just too few. */
const testOf = (members: Members, alerts: readonly AlertPlan[], least: readonly number[]): TestPlan => {
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

export const planQuorum = ({ check, subject, planning }: Planned<'quorum'>): CheckPlan => {
  const healthy = planning.checks.get(subject.healthy);
  const hosts = check.hosts.length > 0 ? check.hosts : (healthy?.hosts ?? []);
  const counted: Counted =
    healthy === undefined
      ? { why: 'The healthy check does not exist in this environment.' }
      : membersOf({ check: { ...check, hosts }, healthy, planning });
  if ('why' in counted) {
    const { why } = counted;
    tell(planning, check, 'quorum.healthy', (span) => uncountableQuorum({ check: check.id, healthy: subject.healthy, why }, span));
    return nothing;
  }
  const expr = healthyCount(planning.hostLabel, counted);
  const asked: readonly { level: AlertLevel; least: number }[] = [
    { level: 'critical', least: subject.atLeast },
    ...(subject.warning === undefined ? [] : [{ level: 'warning' as const, least: subject.warning }]),
  ];
  const alerts = asked.map(({ level, least }) => alertOf(check, counted, { level, least, expr }));
  const tests = () => [
    testOf(
      counted,
      alerts,
      asked.map(({ least }) => least),
    ),
  ];
  return { records: counted.records, alerts, tests };
};
