import { type AlertLevel, isOneSided, type LimitForm, type Limits, type OneSidedForm } from '../../model/limits.ts';
import type { Unit } from '../../model/unit.ts';

const operators: Readonly<Record<OneSidedForm, string>> = { above: '>', below: '<', atLeast: '>=', atMost: '<=' };
const words: Readonly<Record<OneSidedForm, string>> = { above: 'above', below: 'below', atLeast: 'at least', atMost: 'at most' };

/** Each is present exactly while `value` reaches `level` on one side of `form`; NaN passes no comparison. */
const comparisons = (value: string, form: LimitForm, level: AlertLevel): readonly string[] => {
  if (isOneSided(form)) {
    const limit = form[level];
    return limit === undefined ? [] : [`${value} ${operators[form.form]} ${limit.text}`];
  }
  const interval = form[level];
  if (interval === undefined) return [];
  const { low, high } = interval;
  if (form.form === 'inside') return [`${value} >= ${low.text} <= ${high.text}`];
  return [`${value} < ${low.text}`, `${value} > ${high.text}`];
};

/** Comparisons whose union is present exactly while `value`, which binds tighter than they do, has reached `level`. */
export const reaching = (value: string, limits: Limits, level: AlertLevel): readonly string[] =>
  limits.flatMap((form) => comparisons(value, form, level));

/** The limits as they are for a backend that keeps no state. */
export const withoutClear = (limits: Limits): Limits =>
  limits.map((form) => {
    if (!isOneSided(form)) return form;
    const { clear: _, ...rest } = form;
    return rest;
  });

/** Comparisons whose union is present exactly while `value` has not passed back over `clear`. */
export const clearing = (value: string, limits: Limits): readonly string[] =>
  limits.flatMap((form) => (isOneSided(form) && form.clear !== undefined ? [`${value} ${operators[form.form]} ${form.clear.text}`] : []));

/** Alternatives of one expression: on one line while that is short. */
export const anyOf = (terms: readonly string[]): string => {
  const oneLine = terms.join(' or ');
  return oneLine.length <= 100 ? oneLine : terms.join('\nor ');
};

/** `92%`, `5 seconds`; nothing for a ratio of one. */
export const unitSuffix = ({ name }: Unit): string => {
  if (name === 'ratio' || name === 'count') return '';
  return name === '%' ? '%' : ` ${name}`;
};

const wordsOfForm = (form: LimitForm, level: AlertLevel, suffix: string): readonly string[] => {
  if (isOneSided(form)) {
    const limit = form[level];
    return limit === undefined ? [] : [`${words[form.form]} ${limit.text}${suffix}`];
  }
  const interval = form[level];
  return interval === undefined ? [] : [`${form.form} ${interval.low.text} to ${interval.high.text}${suffix}`];
};

/** `above 90%`, `below 10 tasks or above 20 tasks`; empty when the limits do not have the level. */
export const limitWords = (limits: Limits, level: AlertLevel, unit: Unit): string =>
  limits.flatMap((form) => wordsOfForm(form, level, unitSuffix(unit))).join(' or ');

/** `, cleared at 8000 tasks`; nothing without `clear`. */
export const clearWords = (limits: Limits, unit: Unit): string => {
  const at = limits.flatMap((form) => (isOneSided(form) && form.clear !== undefined ? [`${form.clear.text}${unitSuffix(unit)}`] : []));
  return at.length === 0 ? '' : `, cleared at ${at.join(' and ')}`;
};
