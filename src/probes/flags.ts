import { type Decimal, parseDecimal, printDecimal, subtract } from '../base/decimal.ts';
import { invariant } from '../base/invariant.ts';
import type { Bound, LimitForm, Limits, OneSided, OneSidedForm } from '../model/limits.ts';
import type { Impossible } from './probe.ts';

/** Flag values by level, as one plugin writes them, and what they do not say. */
export interface Levels {
  readonly kind: 'levels';
  readonly warning?: string;
  readonly critical?: string;
  readonly differences: readonly string[];
}

export const impossible = (why: string): Impossible => ({ kind: 'impossible', why });

const keepsNoState = (plugin: string) => `${plugin} keeps no state, so \`clear\` does not hold a raised alert.`;

/** How a plugin writes a bound of each form it knows; a form left out cannot be said. */
export type Writers = Readonly<Partial<Record<OneSidedForm, (bound: Bound) => string>>>;

const isOneSided = (form: LimitForm): form is OneSided => form.form !== 'inside' && form.form !== 'outside';

/** The flag values of a plugin that takes one number per level. */
export const oneNumber = (limits: Limits | undefined, plugin: string, writers: Writers): Levels | Impossible => {
  const [form, ...more] = limits ?? [];
  if (form === undefined) return { kind: 'levels', differences: [] };
  const known = Object.keys(writers)
    .map((name) => `\`${name}\``)
    .join(' or ');
  if (more.length > 0) return impossible(`${plugin} takes one limit per level, ${known}.`);
  if (!isOneSided(form)) return impossible(`${plugin} cannot say \`${form.form}\`, only ${known}.`);
  const write = writers[form.form];
  if (write === undefined) return impossible(`${plugin} cannot say \`${form.form}\`, only ${known}.`);
  return {
    kind: 'levels',
    ...(form.warning && { warning: write(form.warning) }),
    ...(form.critical && { critical: write(form.critical) }),
    differences: form.clear ? [keepsNoState(plugin)] : [],
  };
};

const exact = (bound: Bound): Decimal => {
  const value = parseDecimal(bound.text);
  invariant(value, `not a decimal: ${bound.text}`);
  return value;
};

const negative = ({ digits, scale }: Decimal): Decimal => ({ digits: -digits, scale });

/** The greatest multiple of 10^-places that is not above `value`. */
const floorTo = (value: Decimal, places: number): Decimal => {
  if (value.scale <= places) return value;
  const factor = 10n ** BigInt(value.scale - places);
  const digits = value.digits / factor - (value.digits % factor < 0n ? 1n : 0n);
  return { digits, scale: places };
};

const ceilTo = (value: Decimal, places: number): Decimal => negative(floorTo(negative(value), places));

/** For whole numbers: the least that is above the bound. */
export const leastAbove = (bound: Bound): string => printDecimal(subtract(floorTo(exact(bound), 0), { digits: -1n, scale: 0 }));
/** For whole numbers: the least that is not below the bound. */
export const leastFrom = (bound: Bound): string => printDecimal(subtract(ceilTo(exact(bound), 0), { digits: 0n, scale: 0 }));
/** For whole numbers: the greatest that is below the bound. */
export const greatestBelow = (bound: Bound): string => printDecimal(subtract(ceilTo(exact(bound), 0), { digits: 1n, scale: 0 }));
/** For whole numbers: the greatest that is not above the bound. */
export const greatestTo = (bound: Bound): string => printDecimal(subtract(floorTo(exact(bound), 0), { digits: 0n, scale: 0 }));

/**
 * For a value that has `places` decimals: a number between the last value that is fine and the first that is not. With it `>` and
 * `>=` say the same, and a plugin that keeps the limit as a float still decides right.
 */
export const midway = (form: 'above' | 'atLeast', bound: Bound, places: number): string => {
  const half: Decimal = { digits: 5n, scale: places + 1 };
  return printDecimal(
    form === 'above' ? subtract(floorTo(exact(bound), places), negative(half)) : subtract(ceilTo(exact(bound), places), half),
  );
};

/** The flags for levels that are set, such as `-w 5 -c 10`. */
export const flags = ({ warning, critical }: Levels): readonly string[] => [
  ...(warning === undefined ? [] : ['-w', warning]),
  ...(critical === undefined ? [] : ['-c', critical]),
];
