import type { AlertSeverity } from '../alert-labels.ts';
import type { Labels, Text } from './text.ts';

/** A series that a group computes before its alerts. */
export interface RecordRule {
  readonly record: string;
  readonly expr: string;
  readonly labels: Labels;
}

/** One alert of a check, before what all alerts of the check share. */
export interface AlertPlan {
  readonly level: AlertSeverity;
  readonly expr: string;
  /** The expression of its twins, where it is not the same: they come after it, and ask whether it is there now. */
  readonly twinExpr?: string;
  /** How long before anybody is told; the check's own `for` and first delay when left out. */
  readonly lastsMs?: number;
  /** Beside those every alert carries: `measure`, `tier`. */
  readonly labels: Labels;
  readonly summary: string;
  readonly description: Text;
}

/** A series of a unit test: one value per phase, undefined where it is missing. */
export interface InputSeries {
  readonly series: string;
  readonly values: readonly (number | undefined)[];
}

/** What becomes of one alert for one set of series labels: whether its expression is present in each phase, and its value there. */
export interface Reaction {
  readonly alert: AlertPlan;
  /** Labels that come from the series. */
  readonly labels: Labels;
  readonly active: readonly boolean[];
  /** Phases in which it is present from the second evaluation on. */
  readonly late?: readonly boolean[];
  readonly values: readonly number[];
}

/** A unit test of all alerts of a check: phases of equal length, each long enough for every active alert to fire. */
export interface TestPlan {
  readonly inputs: readonly InputSeries[];
  readonly reactions: readonly Reaction[];
  readonly phases: number;
  /** Time that a series must be missing before that shows, for expressions that look back. */
  readonly lookbackMs: number;
  /** The same where evaluations lie so far apart that none remembers the last one. */
  readonly forgetful?: TestPlan;
  /** The host the test expects an answer of; other tests may expect the same. */
  readonly expects?: Expectation;
  /** Metrics whose series the test gives, and metrics the check's rules read: `name`, or `name|check` where only that check's series are. */
  readonly gives: readonly string[];
  readonly reads: readonly string[];
}

/** What a test says of the hosts of the inventory. */
export interface Expectation {
  /** Series that are the same in every test with the same waits: the host's own, and the age of what it exports. */
  readonly inputs: readonly InputSeries[];
  /** What those series stand under, and everything under which the check looks for such. */
  readonly under: readonly string[];
  readonly reads: readonly string[];
}

/** Everything generated for one check. */
export interface CheckPlan {
  readonly records: readonly RecordRule[];
  readonly alerts: readonly AlertPlan[];
  /** Worked out only when they are written. */
  readonly tests: () => readonly TestPlan[];
}

/** Plans of one check as one. */
export const together = (plans: readonly CheckPlan[]): CheckPlan => ({
  records: plans.flatMap(({ records }) => records),
  alerts: plans.flatMap(({ alerts }) => alerts),
  tests: () => plans.flatMap(({ tests }) => tests()),
});
