import { printDecimal, decimalOf } from '../../base/decimal.ts';
import { invariant } from '../../base/invariant.ts';

const view = new DataView(new ArrayBuffer(8));

/** The text of the greatest double below a positive one, for a plugin that alerts at its limit and below; else of a negative number. */
export const justBelow = (value: number): string => {
  if (value <= 0) return '-1';
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) - 1n);
  const exact = decimalOf(view.getFloat64(0));
  invariant(exact, `no finite double: ${value}`);
  return printDecimal(exact);
};
