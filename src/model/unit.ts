import { type Decimal, parseDecimal } from '../base/decimal.ts';
import { invariant } from '../base/invariant.ts';
import { memoised } from '../base/memoise.ts';

/** What can be compared with what: quantities convert only inside one family. */
export type UnitFamily = 'ratio' | 'time' | 'data' | 'count';

/** A unit of measure. One of it is `factor` of the family's base (ratio 1, second, byte, one). */
export interface Unit {
  /** As written by the author: `seconds`, `MiB`, `requests/s`, `tasks`. */
  readonly name: string;
  readonly family: UnitFamily;
  readonly factor: Decimal;
  /** True for a rate: so much per time. The factor is then per second. */
  readonly rate: boolean;
}

const decimal = (text: string): Decimal => {
  const value = parseDecimal(text);
  invariant(value, `not a decimal: ${text}`);
  return value;
};

type Row = readonly [factor: string, ...names: readonly string[]];

const tables: Readonly<Record<UnitFamily, readonly Row[]>> = {
  ratio: [
    ['1', 'ratio'],
    ['0.01', '%', 'percent'],
  ],
  time: [
    ['0.000000001', 'ns', 'nanoseconds'],
    ['0.000001', 'us', 'microseconds'],
    ['0.001', 'ms', 'milliseconds'],
    ['1', 's', 'seconds'],
    ['60', 'm', 'minutes'],
    ['3600', 'h', 'hours'],
    ['86400', 'd', 'days'],
    ['604800', 'w', 'weeks'],
  ],
  data: [
    ['1', 'B', 'bytes'],
    ['1000', 'kB'],
    ['1000000', 'MB'],
    ['1000000000', 'GB'],
    ['1000000000000', 'TB'],
    ['1000000000000000', 'PB'],
    ['1024', 'KiB'],
    ['1048576', 'MiB'],
    ['1073741824', 'GiB'],
    ['1099511627776', 'TiB'],
    ['1125899906842624', 'PiB'],
    ['0.125', 'bit', 'bits'],
    ['125', 'kbit'],
    ['125000', 'Mbit'],
    ['125000000', 'Gbit'],
    ['125000000000', 'Tbit'],
  ],
  count: [
    ['1', 'count', ''],
    ['1000', 'k'],
    ['1000000', 'M'],
    ['1000000000', 'G'],
    ['1000000000000', 'T'],
  ],
};

interface Known {
  readonly family: UnitFamily;
  readonly factor: Decimal;
}

const known: ReadonlyMap<string, Known> = new Map(
  (['ratio', 'time', 'data', 'count'] as const).flatMap((family) =>
    tables[family].flatMap(([factor, ...names]) => names.map((name): [string, Known] => [name, { family, factor: decimal(factor) }])),
  ),
);

/** Seconds in the denominators a rate may have. */
const perSecond: ReadonlyMap<string, Decimal> = new Map([
  ['s', decimal('1')],
  ['m', decimal('60')],
  ['h', decimal('3600')],
  ['d', decimal('86400')],
]);

/** Every unit name with a meaning of its own, for suggestions. */
export const unitNames: readonly string[] = [...known.keys()].filter((name) => name !== '');

export interface SplitUnit extends Known {
  /** The denominator of a rate, in seconds. */
  readonly per?: Decimal;
}

/** Looks up a unit or quantity suffix such as `MiB/s`; undefined when no part of it is known. */
export const findUnit = (text: string): SplitUnit | undefined => {
  const [base = '', denominator, ...rest] = text.split('/');
  const unit = known.get(base);
  if (unit === undefined || rest.length > 0) return undefined;
  if (denominator === undefined) return unit;
  const per = perSecond.get(denominator);
  return per && { ...unit, per };
};

const abbreviations = ['sec', 'secs', 'msec', 'msecs', 'usec', 'min', 'mins', 'hrs', 'pct', 'percents', 'percentage'];

/** Words that look like a unit and are none: counted, they would lose their meaning without anybody noticing. */
const lookalikes: ReadonlySet<string> = new Set([
  ...abbreviations,
  ...['kilobytes', 'megabytes', 'gigabytes', 'terabytes', 'kilobits', 'megabits', 'gigabits'],
  ...[...known.keys()].flatMap((name) => [name.toLowerCase(), name.replace(/s$/, '')]).filter((name) => !known.has(name)),
]);

const noun = /^[a-z][a-z0-9-]*$/;

/**
 * The unit a metric declares: a known unit (`seconds`, `%`, `MiB/s`) or a plural noun that is counted (`tasks`, `requests/s`).
 * Undefined when it is neither.
 */
export const parseUnit = memoised((text: string): Unit | undefined => {
  const [base = '', ...denominators] = text.split('/');
  if (base === '') return undefined;
  const counted = noun.test(base) && base.length > 2 && !known.has(base) && !lookalikes.has(base);
  const found = findUnit(counted ? ['count', ...denominators].join('/') : text);
  return found && { name: text, family: found.family, factor: found.factor, rate: found.per !== undefined };
});

/** Seconds in the denominator of a unit name: 1 for `requests/s`, 60 for `tasks/m`; undefined when it is no rate. */
export const rateSeconds = (name: string): Decimal | undefined => {
  const denominator = name.split('/')[1];
  return denominator === undefined ? undefined : perSecond.get(denominator);
};
