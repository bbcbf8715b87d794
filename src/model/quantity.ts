import { memoised } from '../base/memoise.ts';
import { type Decimal, decimalOf, divide, multiply, parseDecimal } from '../base/decimal.ts';
import { findUnit, rateSeconds, type SplitUnit, type Unit, type UnitFamily } from './unit.ts';

/** A number with its unit as an author wrote it: `90%`, `2GiB`, `10/s`, `50k`, `12`. */
export interface Quantity {
  readonly text: string;
  readonly amount: Decimal;
  /** Absent for a bare number. */
  readonly unit?: SplitUnit;
}

const shape = /^([+-]?\d+(?:\.\d+)?)\s?([A-Za-z%]*)(\/[a-z]+)?$/;

const parse = memoised((source: string): Quantity | undefined => {
  const match = shape.exec(source);
  const amount = match && parseDecimal(match[1] ?? '');
  if (!match || !amount) return undefined;
  const suffix = `${match[2] ?? ''}${match[3] ?? ''}`;
  if (suffix === '') return { text: source, amount };
  const unit = findUnit(suffix);
  return unit && { text: source, amount, unit };
});

/** Reads a quantity; undefined for text that is none: unknown unit, exponent, separators. */
export const parseQuantity = (source: string | number): Quantity | undefined => {
  if (typeof source === 'string') return parse(source);
  const amount = decimalOf(source);
  return amount && { text: String(source), amount };
};

/** Why a quantity cannot be measured in a unit. */
export type ConversionProblem =
  | { readonly kind: 'family'; readonly quantity: UnitFamily; readonly unit: UnitFamily }
  | { readonly kind: 'rate'; readonly quantityIsRate: boolean }
  | { readonly kind: 'bare' }
  | { readonly kind: 'inexact' };

export type Conversion = { readonly ok: true; readonly value: Decimal } | { readonly ok: false; readonly problem: ConversionProblem };

const failed = (problem: ConversionProblem): Conversion => ({ ok: false, problem });

/** A bare number means itself only where the unit leaves no doubt: counts, and ratios of one. */
const bareIsClear = (unit: Unit): boolean => unit.family === 'count' || unit.name === 'ratio';

const exact = (value: Decimal | undefined): Conversion => (value === undefined ? failed({ kind: 'inexact' }) : { ok: true, value });

/** `quantity` expressed in `unit`, exactly; or why that cannot be. */
export const convert = (quantity: Quantity, unit: Unit): Conversion => {
  const { amount, unit: own } = quantity;
  if (own === undefined) return bareIsClear(unit) ? { ok: true, value: amount } : failed({ kind: 'bare' });
  if (own.family !== unit.family) return failed({ kind: 'family', quantity: own.family, unit: unit.family });
  const per = rateSeconds(unit.name);
  if ((own.per === undefined) !== (per === undefined)) return failed({ kind: 'rate', quantityIsRate: own.per !== undefined });
  const inBase = multiply(amount, own.factor);
  if (own.per === undefined || per === undefined) return exact(divide(inBase, unit.factor));
  return exact(divide(multiply(inBase, per), multiply(unit.factor, own.per)));
};
