import type { Bound, LimitForm, Limits } from '../../model/limits.ts';
import { isOneSided } from '../../model/limits.ts';
import { impossible, type Levels, midway, oneNumber } from '../flags.ts';
import type { Impossible } from '../probe.ts';

/** Plugins measure with gettimeofday, in microseconds. */
const places = 6;

/** Limits of a plugin that takes a number of seconds and alerts above it. */
export const secondsAbove = (limits: Limits | undefined, plugin: string): Levels | Impossible =>
  oneNumber(limits, plugin, { above: ({ text }) => text, atLeast: (bound) => midway('atLeast', bound, places) });

const rangeOf = (form: Exclude<LimitForm['form'], 'outside' | 'inside'>, bound: Bound): string => {
  switch (form) {
    case 'above':
      return bound.text;
    case 'atLeast':
      return midway('atLeast', bound, places);
    case 'below':
      return `${bound.text}:`;
    case 'atMost':
      return `${midway('above', bound, places)}:`;
  }
};

const rangesOf = (form: LimitForm): Pick<Levels, 'warning' | 'critical'> => {
  const { warning, critical } = form;
  if (isOneSided(form)) {
    return {
      ...(form.warning && { warning: rangeOf(form.form, form.warning) }),
      ...(form.critical && { critical: rangeOf(form.form, form.critical) }),
    };
  }
  const at = form.form === 'inside' ? '@' : '';
  const text = (interval: typeof warning) =>
    interval !== undefined && 'low' in interval ? `${at}${interval.low.text}:${interval.high.text}` : undefined;
  const [low, high] = [text(warning), text(critical)];
  return { ...(low !== undefined && { warning: low }), ...(high !== undefined && { critical: high }) };
};

/** Limits of a plugin that takes ranges of Nagios on a time, which is never negative. */
export const secondsRange = (limits: Limits | undefined, plugin: string): Levels | Impossible => {
  const [form, ...more] = limits ?? [];
  if (form === undefined) return { kind: 'levels', differences: [] };
  if (more.length > 0) return impossible(`${plugin} takes one range per level.`);
  const differences = isOneSided(form) && form.clear ? [`${plugin} keeps no state, so \`clear\` does not hold a raised alert.`] : [];
  return { kind: 'levels', ...rangesOf(form), differences };
};
