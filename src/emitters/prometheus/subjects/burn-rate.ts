import { notACounter } from '../../../diagnostics/codes/plm433-not-a-counter.ts';
import type { BurnTier } from '../../../model/model.ts';
import type { Expression, Place } from '../../../promql/ast.ts';
import { hostMatcher, printSeries, recordedRatio } from '../measured.ts';
import type { AlertPlan, CheckPlan, RecordRule, TestPlan } from '../plan.ts';
import { nothing, type Planned, tell } from '../planning.ts';
import { prometheusDuration } from '../../prometheus-duration.ts';

/** Selectors of counters that are only added up; undefined when anything else is done to them. */
const counters = (tree: Expression): readonly Place[] | undefined => {
  switch (tree.kind) {
    case 'selector':
      return [tree];
    case 'paren':
      return counters(tree.of);
    case 'aggregation':
      return tree.op.name === 'sum' && tree.args[0] !== undefined ? counters(tree.args[0]) : undefined;
    case 'binary': {
      const left = tree.op === '+' || tree.op === 'or' ? counters(tree.left) : undefined;
      const right = left && counters(tree.right);
      return left && right && [...left, ...right];
    }
    default:
      return undefined;
  }
};

/** The sum of the rates of the counters in `text`, for any window. */
const rateOf = (text: string, tree: Expression): ((window: string) => string) | undefined => {
  const places = counters(tree);
  if (places === undefined) return undefined;
  return (window) => {
    let result = '';
    let done = 0;
    for (const { start, end } of places) {
      result += `${text.slice(done, start)}rate(${text.slice(start, end)}[${window}])`;
      done = end;
    }
    // A comment at the end must not hide the bracket.
    return `sum(${result}${text.slice(done)}${text.includes('#') ? '\n' : ''})`;
  };
};

const windowsOf = (tiers: readonly BurnTier[]): readonly number[] =>
  [...new Set(tiers.flatMap(({ longMs, shortMs }) => [longMs, shortMs]))].sort((a, b) => a - b);

const ratioLabels = (checkId: string, windowMs: number) => ({ check: checkId, window: prometheusDuration(windowMs) });

const ratio = (checkId: string, windowMs: number): string => printSeries(recordedRatio, ratioLabels(checkId, windowMs));

/** Without traffic the ratio is 0/0, which passes no comparison: nothing fires. */
const alertOf = ({ check, subject }: Planned<'burnRate'>, tier: BurnTier): AlertPlan => {
  const long = prometheusDuration(tier.longMs);
  const short = prometheusDuration(tier.shortMs);
  return {
    level: tier.severity,
    expr: `${ratio(check.id, tier.longMs)} > ${tier.ceiling}\nand ignoring (window) ${ratio(check.id, tier.shortMs)} > ${tier.ceiling}`,
    labels: { tier: tier.name },
    summary: `The error budget burns more than ${tier.burn} times too fast.`,
    description: [
      { kind: 'value' },
      ` of all events failed in ${long}, and too many in ${short}; ${tier.severity} is above ${tier.ceiling}`,
      ` (${tier.burn} times the budget of ${subject.slo} over ${prometheusDuration(subject.periodMs)}).`,
    ],
  };
};

/** A ratio just above a tier's ceiling, with few digits. */
const above = (ceiling: number): number => Number((ceiling * 1.001).toPrecision(6));

/** Nothing fails; only the shortest window is bad; then every window is just above each ceiling in turn. */
const testOf = ({ check, subject }: Planned<'burnRate'>, alerts: readonly AlertPlan[]): TestPlan => {
  const windows = windowsOf(subject.tiers);
  const ceilings = subject.tiers.map(({ ceiling }) => Number(ceiling));
  const even = [0, ...[...new Set(ceilings)].sort((a, b) => a - b).map(above)];
  const peak = Math.max(...even);
  const columns = [...even.map((value) => windows.map(() => value)), windows.map((_, i) => (i === 0 ? peak : 0))];
  const at = (column: readonly number[], windowMs: number): number => column[windows.indexOf(windowMs)] ?? 0;
  const key = `${recordedRatio}|${check.id}`;
  return {
    inputs: windows.map((windowMs, i) => ({ series: ratio(check.id, windowMs), values: columns.map((column) => column[i] ?? 0) })),
    reactions: subject.tiers.flatMap((tier, i) => {
      const alert = alerts[i];
      if (alert === undefined) return [];
      const passes = (column: readonly number[], windowMs: number) => at(column, windowMs) > Number(tier.ceiling);
      return {
        alert,
        labels: ratioLabels(check.id, tier.longMs),
        active: columns.map((column) => passes(column, tier.longMs) && passes(column, tier.shortMs)),
        values: columns.map((column) => at(column, tier.longMs)),
      };
    }),
    phases: columns.length,
    lookbackMs: 0,
    gives: [key],
    reads: [key],
  };
};

/** The rate of one of the two counters; undefined, and told, when it is no counter. */
const counterRate = (planned: Planned<'burnRate'>, part: 'errors' | 'total') => {
  const { check, subject, planning } = planned;
  const known = planning.read(subject[part]);
  const scoped = known?.scoped(hostMatcher(planning.hostLabel, check.hosts));
  const tree = scoped === undefined ? undefined : planning.read(scoped)?.tree;
  const rate = scoped !== undefined && tree !== undefined ? rateOf(scoped, tree) : undefined;
  if (known === undefined || rate === undefined) {
    tell(planning, check, `burnRate.${part}`, (span) => notACounter({ check: check.id, expression: subject[part] }, span));
    return undefined;
  }
  return { rate, reads: known.reads };
};

export const planBurnRate = (planned: Planned<'burnRate'>): CheckPlan => {
  const { check, subject } = planned;
  const errors = counterRate(planned, 'errors');
  const total = counterRate(planned, 'total');
  if (errors === undefined || total === undefined) return nothing;
  const records = windowsOf(subject.tiers).map((windowMs): RecordRule => {
    const window = prometheusDuration(windowMs);
    return { record: recordedRatio, expr: `${errors.rate(window)} / ${total.rate(window)}`, labels: ratioLabels(check.id, windowMs) };
  });
  const alerts = subject.tiers.map((tier) => alertOf(planned, tier));
  const tests = () => {
    const test = testOf(planned, alerts);
    return [{ ...test, reads: [...test.reads, ...errors.reads, ...total.reads] }];
  };
  return { records, alerts, tests };
};
