import type { YamlMap } from '../yaml-writer.ts';
import { prometheusDuration } from '../prometheus-duration.ts';
import type { InputSeries, Reaction, TestPlan } from './plan.ts';
import type { Escalation } from '../escalation.ts';
import { firingPhases } from './firing.ts';
import { printSeries } from './measured.ts';
import { expandedAnnotations, type Owned, ruleLabels, twinLabels } from './rules.ts';
import { type Labels, printValue } from './text.ts';
import { waitOf } from './waits.ts';

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

/** The longest time an alert of the test is pending, without its twins. */
export const longestWait = ({ reactions }: TestPlan, { check }: Owned): number =>
  Math.max(0, ...reactions.map(({ alert }) => waitOf(alert, check)));

export const layOut = (plan: TestPlan, owned: Owned, stepMs: number): LaidOut => {
  const wait = Math.ceil(longestWait(plan, owned) / stepMs);
  const lag = 1 + Math.floor(plan.lookbackMs / stepMs);
  return { plan, owned, stepMs, wait, lag, length: wait + lag };
};

/**
 * promtool's `5x3` is four samples of 5, and `_x3` three missing ones. What goes missing is marked, as Prometheus does when a target no
 * longer shows it; NaN cannot be repeated.
 */
const phaseText = (value: number | undefined, length: number, isFirst: boolean): string => {
  if (value === undefined) return isFirst ? `_x${length}` : ['stale', ...(length === 1 ? [] : [`_x${length - 1}`])].join(' ');
  if (Number.isNaN(value)) return Array.from({ length }, () => 'NaN').join(' ');
  return length === 1 ? String(value) : `${value}x${length - 1}`;
};

const inputOf = ({ series, values }: InputSeries, length: number): YamlMap => ({
  series,
  values: values.map((value, phase) => phaseText(value, length, phase === 0)).join(' '),
});

const sorted = (labels: Labels): YamlMap =>
  Object.fromEntries(
    Object.keys(labels)
      .sort()
      .map((name) => [name, labels[name]]),
  );

/** An alert, or its twin, over the whole test: the phase whose value it shows, at each evaluation at which it fires. */
interface Course {
  readonly labels: Labels;
  /** Its texts are those of another alert. */
  readonly isTwin: boolean;
  readonly phases: readonly (number | undefined)[];
  readonly expected: (phase: number) => YamlMap;
}

const courseOf = ({ alert, labels, active, late, values }: Reaction, laid: LaidOut, twin?: Escalation): Course => {
  const { owned, stepMs, length, lag } = laid;
  const { check } = owned;
  const all = { ...labels, ...(twin === undefined ? ruleLabels(alert, check) : twinLabels(alert, check, twin)) };
  const inOrder = sorted(all);
  const waitMs = waitOf(alert, check) + (twin?.afterMs ?? 0);
  return {
    labels: all,
    isTwin: twin !== undefined,
    phases: firingPhases({ active, late }, { stepMs, length, lag, waitMs, keepMs: check.timing.keepMs ?? 0 }),
    expected: (phase) => ({
      exp_labels: inOrder,
      exp_annotations: expandedAnnotations(alert, owned, { labels: all, value: printValue(values[phase] ?? Number.NaN) }),
    }),
  };
};

const coursesOf = (laid: LaidOut): readonly Course[] => [
  ...laid.plan.reactions.map((reaction) => courseOf(reaction, laid)),
  ...laid.plan.reactions.flatMap((reaction) => laid.owned.stepsOf(reaction.alert.level).map((twin) => courseOf(reaction, laid, twin))),
];

/**
 * Evaluations to look at: the last of each phase, when everything active in it must fire; and, where something becomes active, the last
 * before it may. With a lookback that comes one evaluation earlier: 2.x and 3.x disagree on whether a window includes its start.
 */
const stepsOf = ({ length, lag, wait, plan }: LaidOut): readonly number[] => {
  const steps: number[] = [];
  const before = lag > 1 ? lag + wait - 3 : wait - 1;
  for (let phase = 0; phase < plan.phases; phase += 1) {
    const start = phase * length;
    const isEarly = before < 0 || (lag > 1 && phase === 0);
    const begins = plan.reactions.some(({ active }) => active[phase] === true && active[phase - 1] !== true);
    if (begins && !isEarly) steps.push(start + before);
    steps.push(start + length - 1);
  }
  return steps;
};

export const inputsOf = ({ plan, length }: LaidOut): readonly YamlMap[] => plan.inputs.map((input) => inputOf(input, length));

/** What tests with equal waits have in common; written once however many there are. */
export const sharedInputsOf = ({ plan, length }: LaidOut): readonly YamlMap[] =>
  (plan.expects?.inputs ?? []).map((input) => inputOf(input, length));

/** Labels every alert of a check has, and with the same value. */
const commonLabels = new Set(['alertname', 'alertstate', 'check', 'stage', 'team', 'urgency']);

/** Which of a check's alerts fire, without their texts: a tenth of the size. */
const stateTest = (laid: LaidOut, step: number, firing: readonly Course[]): YamlMap => {
  const alerts = printSeries('ALERTS', { alertname: laid.owned.alert, alertstate: 'firing' });
  return {
    expr: `sum without (${[...commonLabels].join(', ')}) (${alerts})`,
    eval_time: prometheusDuration(step * laid.stepMs),
    exp_samples: firing.map(({ labels }) => {
      const telling = Object.fromEntries(Object.entries(labels).filter(([name]) => !commonLabels.has(name)));
      return { labels: printSeries('', telling), value: 1 };
    }),
  };
};

const textTest = (laid: LaidOut, step: number, firing: readonly Course[]): YamlMap => ({
  eval_time: prometheusDuration(step * laid.stepMs),
  alertname: laid.owned.alert,
  exp_alerts: firing.flatMap(({ phases, expected }) => {
    const phase = phases[step];
    return phase === undefined ? [] : [expected(phase)];
  }),
});

/** What is expected: of each alert its texts once, and at every other evaluation only whether it fires. */
export const assertionsOf = (laid: LaidOut): { readonly texts: readonly YamlMap[]; readonly states: readonly YamlMap[] } => {
  const courses = coursesOf(laid);
  const shown = new Set<Course>();
  const texts: YamlMap[] = [];
  const states: YamlMap[] = [];
  for (const step of stepsOf(laid)) {
    const firing = courses.filter(({ phases }) => phases[step] !== undefined);
    if (firing.length === 0 || firing.some((course) => !course.isTwin && !shown.has(course))) texts.push(textTest(laid, step, firing));
    else states.push(stateTest(laid, step, firing));
    for (const course of firing) shown.add(course);
  }
  return { texts, states };
};
