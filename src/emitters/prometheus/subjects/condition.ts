import type { InjectedMatcher } from '../../../promql/inject.ts';
import { triggerOf, type Trigger } from '../conditions.ts';
import type { KnownExpression } from '../expressions.ts';
import { printSeries, recordedProblem, type TestSeries } from '../measured.ts';
import type { AlertPlan, CheckPlan } from '../plan.ts';
import type { Labels, Text } from '../text.ts';

/** An expression that is present exactly while there is a problem. */
export interface Condition {
  readonly expression: KnownExpression;
  readonly checkId: string;
  readonly hostLabel: string;
  readonly host: string | undefined;
  readonly matchers: readonly InjectedMatcher[];
  /** Labels of the series that `matchers` ask for, without the host. */
  readonly labels: Labels;
  /** Other alerts of the check read the same series: a test of this one alone must not give it. */
  readonly isShared?: boolean;
  readonly summary: string;
  readonly description: Text;
}

const inputOf = (condition: Condition, trigger: Trigger): TestSeries => {
  const { hostLabel, host, labels } = condition;
  const all = { ...trigger.drive.labels, ...labels, ...(host === undefined ? {} : { [hostLabel]: host }) };
  return { series: printSeries(trigger.drive.name, all), labels: trigger.drive.result(all) };
};

const alertWith = ({ summary, description }: Condition, expr: string): AlertPlan => ({
  level: 'critical',
  expr,
  labels: {},
  summary,
  description,
});

const keyOf = (name: string, { labels }: Condition): string => (labels['check'] === undefined ? name : `${name}|${labels['check']}`);

const planDirect = (condition: Condition, trigger: Trigger): CheckPlan => {
  const alert = alertWith(condition, condition.expression.scoped(condition.matchers));
  const { series, labels } = inputOf(condition, trigger);
  const values = [trigger.good, trigger.bad];
  const test = {
    inputs: [{ series, values }],
    reactions: [{ alert, labels, active: [false, true], values }],
    phases: 2,
    lookbackMs: 0,
    gives: [keyOf(trigger.drive.name, condition)],
    reads: condition.expression.reads.map((name) => keyOf(name, condition)),
  };
  return { records: [], alerts: [alert], tests: () => [test] };
};

/** Recorded, so that the alert can be tested without knowing what makes the expression present. */
const planRecorded = (condition: Condition): CheckPlan => {
  const { checkId, expression, hostLabel, host } = condition;
  const labels = { check: checkId };
  const alert = alertWith(condition, printSeries(recordedProblem, labels));
  const given = { ...labels, ...(host === undefined ? {} : { [hostLabel]: host }) };
  const test = {
    inputs: [{ series: printSeries(recordedProblem, given), values: [undefined, 1] }],
    reactions: [{ alert, labels: given, active: [false, true], values: [1, 1] }],
    phases: 2,
    lookbackMs: 0,
    gives: [`${recordedProblem}|${checkId}`],
    reads: [`${recordedProblem}|${checkId}`, ...expression.reads.map((name) => keyOf(name, condition))],
  };
  return {
    records: [{ record: recordedProblem, expr: expression.scoped(condition.matchers), labels }],
    alerts: [alert],
    tests: () => [test],
  };
};

/** One critical alert that fires while the expression is present. */
export const planCondition = (condition: Condition): CheckPlan => {
  const trigger = triggerOf(condition.expression.tree);
  const clashing = [condition.hostLabel, ...Object.keys(condition.labels)].some((label) => trigger?.drive.asked.includes(label));
  return trigger === undefined || clashing || condition.isShared === true ? planRecorded(condition) : planDirect(condition, trigger);
};
