import { evaluate, reachesLevel, type State } from '../../model/evaluate.ts';
import { type AlertLevel, type Bound, isOneSided, type LimitForm, type Limits } from '../../model/limits.ts';
import { mildest } from './hysteresis.ts';
/** A value a little above (`way` 1) or below (-1) a bound, with few digits. */
const beside = ({ value }: Bound, way: 1 | -1, whole: boolean): number => {
  const size = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  const step = whole ? Math.max(1, 10 ** (size - 3)) : 10 ** (size - 3);
  const near = Number((value + way * step).toPrecision(12));
  return way * near > way * value ? near : value + way * 10 ** Math.max(size, 0);
};

const boundsOf = (form: LimitForm, level: AlertLevel): readonly Bound[] => {
  if (isOneSided(form)) {
    const bound = form[level];
    return bound === undefined ? [] : [bound];
  }
  const interval = form[level];
  return interval === undefined ? [] : [interval.low, interval.high];
};

const levels = ['warning', 'critical'] as const satisfies readonly AlertLevel[];

const around = (bound: Bound, whole: boolean): readonly number[] => [bound.value, beside(bound, -1, whole), beside(bound, 1, whole)];

/** A limit, and values at, just below and just above it. */
interface Tried {
  readonly level: AlertLevel;
  readonly form: LimitForm;
  readonly bound: Bound;
  readonly values: readonly number[];
}

const triedOn = (limits: Limits, whole: boolean): readonly Tried[] =>
  levels.flatMap((level) =>
    limits.flatMap((form) => boundsOf(form, level).map((bound) => ({ level, form, bound, values: around(bound, whole) }))),
  );

const goodOf = (limits: Limits, tried: readonly Tried[]): number | undefined => {
  for (const { values } of tried) {
    const good = values.find((value) => evaluate(limits, value) === 'ok');
    if (good !== undefined) return good;
  }
  return undefined;
};

/** A value that raises nothing, the nearest to a limit; undefined when there is none near any. */
export const goodValue = (limits: Limits, whole: boolean): number | undefined => goodOf(limits, triedOn(limits, whole));

/** A value that has just reached `level`. */
export const badValue = (limits: Limits, level: AlertLevel, whole: boolean): number | undefined =>
  triedOn(limits, whole)
    .flatMap(({ values }) => values)
    .find((value) => reachesLevel(limits, level, value));

/** Raised again, held, let go at `clear` itself, and no longer held. */
const clearPhases = (limits: Limits, whole: boolean): readonly number[] =>
  limits.flatMap((form) => {
    if (!isOneSided(form) || form.clear === undefined) return [];
    const { clear } = form;
    const level = mildest([form]);
    const raising = badValue([form], level, whole);
    const held = around(clear, whole).find((value) => evaluate(limits, value) === 'ok' && evaluate(limits, value, level) !== 'ok');
    const over = around(clear, whole).find((value) => evaluate(limits, value, level) === 'ok');
    return raising === undefined || held === undefined || over === undefined ? [] : [raising, held, over, held];
  });

/**
 * Values to try one after the other: a good one first when there is one, then every limit itself and one that has just passed it, so
 * that strict and inclusive limits are told apart; last what `clear` holds and lets go.
 */
export const phasesOf = (limits: Limits, whole: boolean): readonly number[] => {
  const tried = triedOn(limits, whole);
  const good = goodOf(limits, tried);
  const phases = new Set(good === undefined ? [] : [good]);
  for (const { level, form, bound, values } of tried) {
    phases.add(bound.value);
    const bad = values.find((value) => reachesLevel([form], level, value));
    if (bad !== undefined) phases.add(bad);
  }
  return [...phases, ...clearPhases(limits, whole)];
};

const isBeforeClear = (limits: Limits, value: number): boolean => {
  const clears = limits.flatMap((form) => (isOneSided(form) && form.clear !== undefined ? [{ form: form.form, clear: form.clear }] : []));
  return evaluate(clears, value, 'critical') !== 'ok';
};

export interface Phases {
  /** Is the rule present? */
  readonly active: readonly boolean[];
  /** Only from the second evaluation on: another level has just raised what this one holds. */
  readonly late: readonly boolean[];
}

const isRaised = (state: State): boolean => state === 'warning' || state === 'critical';

/** For each value in turn, each for several evaluations: what becomes of the rule of `level`. */
export const activePhases = (limits: Limits, level: AlertLevel, values: readonly number[]): Phases => {
  let state: State = 'ok';
  const phases = values.map((value) => {
    const holds = level === mildest(limits) && isBeforeClear(limits, value);
    const atOnce = reachesLevel(limits, level, value) || (holds && isRaised(state));
    state = evaluate(limits, value, state);
    return { active: atOnce || (holds && isRaised(state)), late: !atOnce };
  });
  return { active: phases.map(({ active }) => active), late: phases.map(({ active, late }) => active && late) };
};
