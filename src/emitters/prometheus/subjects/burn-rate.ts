import { notACounter } from '../../../diagnostics/codes/plm433-not-a-counter.ts';
import type { BurnTier } from '../../../model/model.ts';
import { rateOf } from '../../counter-rate.ts';
import { planCompanion } from '../companions.ts';
import { hostMatcher, printSeries, recordedErrors, recordedEvents } from '../measured.ts';
import { type AlertPlan, type CheckPlan, type RecordRule, type TestPlan, together } from '../plan.ts';
import { fallShort, nothing, type Planned, type SubjectOf } from '../planning.ts';
import type { Labels } from '../text.ts';
import { prometheusDuration } from '../../prometheus-duration.ts';

const windowsOf = (tiers: readonly BurnTier[]): readonly number[] =>
  [...new Set(tiers.flatMap(({ longMs, shortMs }) => [longMs, shortMs]))].sort((a, b) => a - b);

const ratesOf = (checkId: string, windowMs: number) => {
  const labels = { check: checkId, window: prometheusDuration(windowMs) };
  return { labels, errors: printSeries(recordedErrors, labels), events: printSeries(recordedEvents, labels) };
};

const leastRate = ({ minimumRate }: SubjectOf<'burnRate'>): string | undefined => {
  if (minimumRate === undefined) return undefined;
  return minimumRate.seconds === '1' ? minimumRate.events : `${minimumRate.events} / ${minimumRate.seconds}`;
};

/** Without traffic the share is 0/0, which passes no comparison: nothing fires. */
const expressionOf = ({ check, subject }: Planned<'burnRate'>, { longMs, shortMs, ceiling }: BurnTier): string => {
  const long = ratesOf(check.id, longMs);
  const short = ratesOf(check.id, shortMs);
  const least = leastRate(subject);
  return [
    `${long.errors} / ${long.events} > ${ceiling}`,
    `and ignoring (window) ${short.errors} / ${short.events} > ${ceiling}`,
    ...(least === undefined ? [] : [`and ${long.events} >= ${least}`]),
  ].join('\n');
};

const perTime: Readonly<Record<string, string>> = { 1: 'second', 60: 'minute', 3600: 'hour', 86400: 'day' };

const alertOf = (planned: Planned<'burnRate'>, tier: BurnTier): TierAlert => {
  const { minimumRate, slo, periodMs } = planned.subject;
  const long = prometheusDuration(tier.longMs);
  const least =
    minimumRate && `, with at least ${minimumRate.events} events a ${perTime[minimumRate.seconds] ?? `${minimumRate.seconds} seconds`}`;
  return {
    tier,
    level: tier.severity,
    expr: expressionOf(planned, tier),
    labels: { tier: tier.name },
    summary: `The error budget burns more than ${tier.burn} times too fast.`,
    description: [
      { kind: 'value' },
      ` of all events failed`,
      { kind: 'where', name: planned.planning.hostLabel },
      ` in ${long}, and too many in ${prometheusDuration(tier.shortMs)}; ${tier.severity} is above ${tier.ceiling}`,
      ` (${tier.burn} times the budget of ${slo} over ${prometheusDuration(periodMs)})${least ?? ''}.`,
    ],
  };
};

interface TierAlert extends AlertPlan {
  readonly tier: BurnTier;
}

/** A ratio just above a tier's ceiling, with few digits. */
const above = (ceiling: number): number => Number((ceiling * 1.001).toPrecision(6));

/** What each window shows in one phase: the share of errors by window, and the rate of events. */
interface Column {
  readonly shares: readonly number[];
  readonly events: number;
}

/** Nothing fails; every window is just above each ceiling in turn; only the shortest window is bad; all are, with too few events. */
const columnsOf = (subject: SubjectOf<'burnRate'>, windows: readonly number[]): readonly Column[] => {
  const ceilings = subject.tiers.map(({ ceiling }) => Number(ceiling));
  const even = [0, ...[...new Set(ceilings)].sort((a, b) => a - b).map(above)];
  const peak = Math.max(...even);
  const { minimumRate } = subject;
  const least = minimumRate === undefined ? 1 : Number(minimumRate.events) / Number(minimumRate.seconds);
  const all = (share: number): readonly number[] => windows.map(() => share);
  return [
    ...even.map((share): Column => ({ shares: all(share), events: least })),
    { shares: windows.map((_, i) => (i === 0 ? peak : 0)), events: least },
    ...(minimumRate === undefined ? [] : [{ shares: all(peak), events: least * 0.999 }]),
  ];
};

const testOf = ({ check, subject, planning }: Planned<'burnRate'>, alerts: readonly TierAlert[]): TestPlan => {
  const windows = windowsOf(subject.tiers);
  const columns = columnsOf(subject, windows);
  const [host] = check.hosts;
  const own: Labels = host === undefined ? {} : { [planning.hostLabel]: host };
  const errorsIn = ({ shares, events }: Column, windowMs: number): number => (shares[windows.indexOf(windowMs)] ?? 0) * events;
  const shareIn = (column: Column, windowMs: number): number => errorsIn(column, windowMs) / column.events;
  const { minimumRate } = subject;
  const enough = ({ events }: Column): boolean =>
    minimumRate === undefined || events >= Number(minimumRate.events) / Number(minimumRate.seconds);
  const keys = [`${recordedErrors}|${check.id}`, `${recordedEvents}|${check.id}`];
  return {
    inputs: windows.flatMap((windowMs) => {
      const labels = { ...ratesOf(check.id, windowMs).labels, ...own };
      return [
        { series: printSeries(recordedErrors, labels), values: columns.map((column) => errorsIn(column, windowMs)) },
        { series: printSeries(recordedEvents, labels), values: columns.map(({ events }) => events) },
      ];
    }),
    reactions: alerts.map((alert) => {
      const { longMs, shortMs, ceiling } = alert.tier;
      const passes = (column: Column) => [longMs, shortMs].every((windowMs) => shareIn(column, windowMs) > Number(ceiling));
      return {
        alert,
        labels: { ...ratesOf(check.id, longMs).labels, ...own },
        active: columns.map((column) => passes(column) && enough(column)),
        values: columns.map((column) => shareIn(column, longMs)),
      };
    }),
    phases: columns.length,
    lookbackMs: 0,
    gives: keys,
    reads: keys,
  };
};

/** The rate of one of the two counters; undefined, and told, when it is no counter. */
const counterRate = (planned: Planned<'burnRate'>, part: 'errors' | 'total') => {
  const { check, subject, planning } = planned;
  const { hostLabel } = planning;
  const known = planning.read(subject[part]);
  const scoped = known?.scoped(hostMatcher(hostLabel, check.hosts));
  const tree = scoped === undefined ? undefined : planning.read(scoped)?.tree;
  const by = check.hosts.length === 0 ? '' : ` by (${hostLabel}) `;
  const rate = scoped !== undefined && tree !== undefined ? rateOf(scoped, tree, by) : undefined;
  if (known === undefined || rate === undefined) {
    const expression = subject[part];
    fallShort(planned, {
      field: `burnRate.${part}`,
      fidelity: 'impossible',
      because: `\`rate\` cannot be taken of \`${expression}\`.`,
      finding: (span) => notACounter({ check: check.id, expression }, span),
    });
    return undefined;
  }
  return { rate, reads: known.reads };
};

/** Events must be counted even while none fails. */
const companionOf = ({ check, subject, planning }: Planned<'burnRate'>): CheckPlan => {
  const [shortest = 0] = windowsOf(subject.tiers);
  const { labels, events } = ratesOf(check.id, shortest);
  const input = (host: string | undefined) => {
    const all = { ...labels, ...(host === undefined ? {} : { [planning.hostLabel]: host }) };
    return { series: printSeries(recordedEvents, all), labels: all, good: 1 };
  };
  const key = `${recordedEvents}|${check.id}`;
  return planCompanion(
    { title: 'The count of events', seen: events, numbers: [], isNumber: false, input, gives: [key], reads: [key] },
    check,
    planning,
  );
};

export const planBurnRate = (planned: Planned<'burnRate'>): CheckPlan => {
  const { check, subject } = planned;
  const errors = counterRate(planned, 'errors');
  const total = counterRate(planned, 'total');
  if (errors === undefined || total === undefined) return nothing;
  const records = windowsOf(subject.tiers).flatMap((windowMs): RecordRule[] => {
    const window = prometheusDuration(windowMs);
    const { labels } = ratesOf(check.id, windowMs);
    return [
      { record: recordedErrors, expr: errors.rate(window), labels },
      { record: recordedEvents, expr: total.rate(window), labels },
    ];
  });
  const alerts = subject.tiers.map((tier) => alertOf(planned, tier));
  const tests = () => {
    const test = testOf(planned, alerts);
    return [{ ...test, reads: [...test.reads, ...errors.reads, ...total.reads] }];
  };
  return together([{ records, alerts, tests }, companionOf(planned)]);
};
