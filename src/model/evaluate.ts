import { type AlertLevel, type Interval, isOneSided, type LimitForm, type Limits, type OneSidedForm } from './limits.ts';

/** What a threshold says of a value. `unknown` only for NaN: nothing was measured. */
export type State = 'ok' | 'warning' | 'critical' | 'unknown';

const beyond = (form: OneSidedForm, value: number, limit: number): boolean => {
  switch (form) {
    case 'above':
      return value > limit;
    case 'below':
      return value < limit;
    case 'atLeast':
      return value >= limit;
    case 'atMost':
      return value <= limit;
  }
};

const within = (value: number, { low, high }: Interval): boolean => value >= low.value && value <= high.value;

/** Does `value` reach `level` on this one form? Never for NaN. */
const reaches = (form: LimitForm, level: AlertLevel, value: number): boolean => {
  if (Number.isNaN(value)) return false;
  if (isOneSided(form)) {
    const limit = form[level];
    return limit !== undefined && beyond(form.form, value, limit.value);
  }
  const interval = form[level];
  return interval !== undefined && within(value, interval) === (form.form === 'inside');
};

/** Does `value` reach `level`, whatever other levels and `clear` say? */
export const reachesLevel = (limits: Limits, level: AlertLevel, value: number): boolean =>
  limits.some((form) => reaches(form, level, value));

const held = (limits: Limits, value: number): boolean =>
  limits.some((form) => isOneSided(form) && form.clear !== undefined && beyond(form.form, value, form.clear.value));

/** A state that was raised and has not passed `clear`: the mildest level the limits have. */
const heldState = (limits: Limits): State => (limits.some((form) => form.warning !== undefined) ? 'warning' : 'critical');

/**
 * The one definition of threshold semantics; every generated expression, plugin argument and guard must agree with it.
 *
 * `value` is in the metric's unit; infinities compare as numbers. `previous` is the state before, for `clear`: without it
 * there is no hysteresis.
 *
 * @example
 * evaluate([{ form: 'above', warning: { text: '80', value: 80 }, critical: { text: '90', value: 90 } }], 85); // 'warning'
 */
export const evaluate = (limits: Limits, value: number, previous: State = 'ok'): State => {
  if (Number.isNaN(value)) return 'unknown';
  if (reachesLevel(limits, 'critical', value)) return 'critical';
  if (reachesLevel(limits, 'warning', value)) return 'warning';
  const raised = previous === 'warning' || previous === 'critical';
  return raised && held(limits, value) ? heldState(limits) : 'ok';
};
