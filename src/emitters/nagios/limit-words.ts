import type { Bound, Interval, LimitForm, Limits } from '../../model/limits.ts';
import type { Word } from './escape.ts';
import { literally } from './metric-source.ts';

const flagOf = {
  above: '--above',
  below: '--below',
  atLeast: '--at-least',
  atMost: '--at-most',
  outside: '--outside',
  inside: '--inside',
} as const;

const boundText = (bound: Bound | Interval): string => ('low' in bound ? `${bound.low.text}..${bound.high.text}` : bound.text);

const levelsOf = (form: LimitForm): readonly (readonly [string, Bound | Interval | undefined])[] => [
  ['warning', form.warning],
  ['critical', form.critical],
  ['clear', 'clear' in form ? form.clear : undefined],
];

const formWords = (form: LimitForm): readonly Word[] => {
  const parts = levelsOf(form).flatMap(([level, bound]) => (bound === undefined ? [] : [`${level}=${boundText(bound)}`]));
  return parts.length === 0 ? [] : literally(flagOf[form.form], parts.join(','));
};

const hasClear = (limits: Limits): boolean => limits.some((form) => 'clear' in form && form.clear !== undefined);

/** Limits as the metric plugin takes them; with `clear` it needs the state before. */
export const limitWords = (limits: Limits): readonly Word[] => [
  ...limits.flatMap(formWords),
  ...(hasClear(limits) ? [['--previous'], [{ macro: 'state' } as const]] : []),
];
