import type { Bound, LimitForm, Limits, OneSidedForm } from '../../model/limits.ts';
import { isOneSided } from '../../model/limits.ts';
import { impossible, type Levels, midway, oneNumber } from '../flags.ts';
import type { Impossible } from '../probe.ts';

/** Plugins measure with gettimeofday, in microseconds. */
const places = 6;

/** Limits of a plugin that takes a number of seconds and alerts above it. */
export const secondsAbove = (limits: Limits | undefined, plugin: string): Levels | Impossible =>
  oneNumber(limits, plugin, { above: ({ text }) => text, atLeast: (bound) => midway('atLeast', bound, places) });

/** A range alerts outside of its ends; `@` makes it alert inside, the ends included. */
const rangeOf = (form: OneSidedForm, { text }: Bound): string => {
  switch (form) {
    case 'above':
      return text;
    case 'atLeast':
      return `@${text}:`;
    case 'below':
      return `${text}:`;
    case 'atMost':
      return `@0:${text}`;
  }
};

const levelRange = (form: LimitForm, level: 'warning' | 'critical'): string | undefined => {
  if (isOneSided(form)) return form[level] && rangeOf(form.form, form[level]);
  const interval = form[level];
  return interval && `${form.form === 'inside' ? '@' : ''}${interval.low.text}:${interval.high.text}`;
};

const isNegative = (form: LimitForm): boolean =>
  [levelRange(form, 'warning'), levelRange(form, 'critical')].some((text) => text?.includes('-') ?? false);

/** Limits of a plugin that takes ranges of Nagios, on a quantity that is never negative. */
export const positiveRange = (limits: Limits | undefined, plugin: string): Levels | Impossible => {
  const [form, ...more] = limits ?? [];
  if (form === undefined) return { kind: 'levels', differences: [] };
  if (more.length > 0) return impossible(`${plugin} takes one range per level.`);
  if (isNegative(form)) return impossible('What is measured is never negative, so a negative limit means nothing.');
  const [warning, critical] = [levelRange(form, 'warning'), levelRange(form, 'critical')];
  const differences = isOneSided(form) && form.clear ? [`${plugin} keeps no state, so \`clear\` does not hold a raised alert.`] : [];
  return { kind: 'levels', ...(warning !== undefined && { warning }), ...(critical !== undefined && { critical }), differences };
};
