import fc from 'fast-check';
import { parseDecimal, printDecimal, subtract } from '../../src/base/decimal.ts';
import type { Bound, Interval, LimitForm, Limits } from '../../src/model/limits.ts';
import { bound } from './sample-model.ts';

const decimal = (text: string) => {
  const value = parseDecimal(text);
  if (value === undefined) throw new Error(`not a decimal: ${text}`);
  return value;
};

/** The values themselves, and what lies just beside them. */
export const beside = (values: readonly string[], step: string): readonly string[] => {
  const by = decimal(step);
  const back = { digits: -by.digits, scale: by.scale };
  return [
    ...new Set(
      values.flatMap((value) => [value, printDecimal(subtract(decimal(value), by)), printDecimal(subtract(decimal(value), back))]),
    ),
  ];
};

const sorted = (texts: readonly string[]): readonly Bound[] => texts.map(bound).sort((a, b) => a.value - b.value);

type Levels = 'both' | 'warning' | 'critical';

const pick = <T>(levels: Levels, warning: T, critical: T): { warning?: T; critical?: T } => ({
  ...(levels !== 'critical' && { warning }),
  ...(levels !== 'warning' && { critical }),
});

const interval = (low: Bound, high: Bound): Interval => ({ low, high });

const formOf = (form: LimitForm['form'], texts: readonly string[], levels: Levels, clears: boolean): LimitForm => {
  const [a, b, c, d] = sorted(texts) as [Bound, Bound, Bound, Bound];
  switch (form) {
    case 'above':
    case 'atLeast':
      return { form, ...pick(levels, b, c), ...(clears && { clear: a }) };
    case 'below':
    case 'atMost':
      return { form, ...pick(levels, c, b), ...(clears && { clear: d }) };
    case 'outside':
      return { form, ...pick(levels, interval(b, c), interval(a, d)) };
    case 'inside':
      return { form, ...pick(levels, interval(a, d), interval(b, c)) };
  }
};

const allForms = ['above', 'below', 'atLeast', 'atMost', 'outside', 'inside'] as const satisfies readonly LimitForm['form'][];

/** Limits a compiled estate may have, critical beyond warning, with bounds among `texts`; one without `clear` where forms are named. */
export const orderedLimits = (texts: readonly string[], forms: readonly LimitForm['form'][] = allForms): fc.Arbitrary<Limits> => {
  const isAny = forms === allForms;
  const four = fc.tuple(...Array.from({ length: 4 }, () => fc.constantFrom(...texts)));
  const form = fc
    .record({
      form: fc.constantFrom(...forms),
      texts: four,
      levels: fc.constantFrom<Levels>('both', 'both', 'warning', 'critical'),
      clears: fc.integer({ min: 0, max: 3 }).map((n) => isAny && n === 0),
    })
    .map((drawn) => formOf(drawn.form, drawn.texts, drawn.levels, drawn.clears));
  return fc.uniqueArray(form, { minLength: 1, maxLength: isAny ? 2 : 1, selector: (one) => one.form });
};
