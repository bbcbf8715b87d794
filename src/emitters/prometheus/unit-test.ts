import { alertName } from '../alert-labels.ts';
import type { YamlMap } from '../yaml-writer.ts';
import { prometheusDuration } from '../prometheus-duration.ts';
import type { InputSeries, Reaction, TestPlan } from './plan.ts';
import { expandedAnnotations, type Owned, ruleLabels } from './rules.ts';
import { printValue } from './text.ts';

/** A test plan laid out on a grid of evaluations. */
export interface LaidOut {
  readonly plan: TestPlan;
  readonly owned: Owned;
  readonly stepMs: number;
  /** Evaluations in a phase. */
  readonly length: number;
  /** Evaluations until a change of a series shows in the expression, itself included. */
  readonly lag: number;
  /** Evaluations an alert is pending. */
  readonly wait: number;
}

export const layOut = (plan: TestPlan, owned: Owned, stepMs: number): LaidOut => {
  const wait = Math.ceil(owned.check.timing.forMs / stepMs);
  const lag = 1 + Math.ceil(plan.lookbackMs / stepMs);
  return { plan, owned, stepMs, wait, lag, length: wait + lag };
};

/** promtool's `5x3` is four samples of 5, and `_x3` three missing ones. */
const phaseText = (value: number | undefined, length: number): string => {
  if (value === undefined) return `_x${length}`;
  return length === 1 ? String(value) : `${value}x${length - 1}`;
};

const inputOf = ({ series, values }: InputSeries, length: number): YamlMap => ({
  series,
  values: values.map((value) => phaseText(value, length)).join(' '),
});

const sorted = (labels: Readonly<Record<string, string>>): YamlMap =>
  Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));

type Expected = (phase: number) => YamlMap;

const expectedAlert = ({ alert, labels, values }: Reaction, owned: Owned): Expected => {
  const all = { ...labels, ...ruleLabels(alert, owned) };
  const inOrder = sorted(all);
  return (phase) => ({
    exp_labels: inOrder,
    exp_annotations: expandedAnnotations(alert, owned, { labels: all, value: printValue(values[phase] ?? Number.NaN) }),
  });
};

interface Assertion {
  readonly step: number;
  readonly phase: number;
  readonly fires: (reaction: Reaction) => boolean;
}

/**
 * When everything active in a phase must fire; and, where something becomes active, at the last evaluation before it may. With a
 * lookback that comes one evaluation earlier: 2.x and 3.x disagree on whether a window includes its start.
 */
const assertionsOf = (laid: LaidOut): readonly Assertion[] => {
  const { length, lag, wait, plan } = laid;
  return Array.from({ length: plan.phases }, (_, phase) => phase).flatMap((phase): Assertion[] => {
    const start = phase * length;
    const before = lag > 1 ? lag + wait - 3 : wait - 1;
    const settled: Assertion = { step: start + length - 1, phase, fires: ({ active }) => active[phase] === true };
    const isEarly = before < 0 || (lag > 1 && phase === 0);
    const stillFiring = ({ active }: Reaction) => active[phase] === true && active[phase - 1] === true;
    const begins = plan.reactions.some(({ active }) => active[phase] === true && active[phase - 1] !== true);
    return isEarly || !begins ? [settled] : [{ step: start + before, phase, fires: stillFiring }, settled];
  });
};

export const inputsOf = ({ plan, length }: LaidOut): readonly YamlMap[] => plan.inputs.map((input) => inputOf(input, length));

export const alertTestsOf = (laid: LaidOut): readonly YamlMap[] => {
  const alertname = alertName(laid.owned.check.id);
  const reactions = laid.plan.reactions.map((reaction) => ({ reaction, expected: expectedAlert(reaction, laid.owned) }));
  return assertionsOf(laid).map(({ step, phase, fires }) => ({
    eval_time: prometheusDuration(step * laid.stepMs),
    alertname,
    exp_alerts: reactions.filter(({ reaction }) => fires(reaction)).map(({ expected }) => expected(phase)),
  }));
};
