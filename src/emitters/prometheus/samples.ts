import { evaluate, type State } from '../../model/evaluate.ts';
import { type AlertLevel, type Bound, isOneSided, type LimitForm, type Limits } from '../../model/limits.ts';
import { mildest } from './hysteresis.ts';
import { onlyLevel } from './limits.ts';

/** Does a value reach `level`, by the one definition of threshold semantics? */
export const reachesLevel = (limits: Limits, level: AlertLevel, value: number): boolean =>
  evaluate(onlyLevel(limits, level), value) === level;

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

/** Values at, just below and just above every limit. */
export const valuesAround = (limits: Limits, whole: boolean): readonly number[] =>
  levels.flatMap((level) => limits.flatMap((form) => boundsOf(form, level).flatMap((bound) => around(bound, whole))));

/** A value that raises nothing, the nearest to a limit; undefined when there is none near any. */
export const goodValue = (limits: Limits, whole: boolean): number | undefined =>
  valuesAround(limits, whole).find((value) => evaluate(limits, value) === 'ok');

/** A value that has just reached `level`. */
export const badValue = (limits: Limits, level: AlertLevel, whole: boolean): number | undefined =>
  valuesAround(limits, whole).find((value) => reachesLevel(limits, level, value));

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
  const good = goodValue(limits, whole);
  const bad = levels.flatMap((level) =>
    limits.flatMap((form) =>
      boundsOf(form, level).flatMap((bound) => [
        bound.value,
        ...around(bound, whole)
          .filter((value) => reachesLevel([form], level, value))
          .slice(0, 1),
      ]),
    ),
  );
  return [...new Set([...(good === undefined ? [] : [good]), ...bad]), ...clearPhases(limits, whole)];
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
