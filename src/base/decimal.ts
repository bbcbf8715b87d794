/** An exact decimal number: `digits / 10^scale`, `scale >= 0`, without trailing zeros. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const normal = (digits: bigint, scale: number): Decimal => {
  let d = digits;
  let s = scale;
  while (s > 0 && d % 10n === 0n) {
    d /= 10n;
    s -= 1;
  }
  return { digits: d, scale: s };
};

const plain = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** The decimal written in `text` (`-12.50`), or undefined for anything else: no exponents, no separators. */
export const parseDecimal = (text: string): Decimal | undefined => {
  const match = plain.exec(text);
  if (match === null) return undefined;
  const fraction = match[3] ?? '';
  const digits = BigInt(`${match[2] ?? '0'}${fraction}`);
  return normal(match[1] === '-' ? -digits : digits, fraction.length);
};

/** An exact decimal for a JavaScript number's shortest text; undefined for NaN, infinities. */
export const decimalOf = (value: number): Decimal | undefined => {
  if (Number.isSafeInteger(value)) return { digits: BigInt(value), scale: 0 };
  const exponent = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(String(value));
  if (exponent === null) return parseDecimal(String(value));
  const fraction = exponent[3] ?? '';
  const digits = BigInt(`${exponent[1] ?? ''}${exponent[2] ?? ''}${fraction}`);
  const scale = fraction.length - Number(exponent[4]);
  return scale >= 0 ? normal(digits, scale) : normal(digits * 10n ** BigInt(-scale), 0);
};

export const multiply = (a: Decimal, b: Decimal): Decimal => normal(a.digits * b.digits, a.scale + b.scale);

export const subtract = (a: Decimal, b: Decimal): Decimal => {
  const scale = Math.max(a.scale, b.scale);
  return normal(a.digits * 10n ** BigInt(scale - a.scale) - b.digits * 10n ** BigInt(scale - b.scale), scale);
};

/** `a / b` when the quotient has at most 30 decimal places; undefined when it does not end or `b` is zero. */
export const divide = (a: Decimal, b: Decimal): Decimal | undefined => {
  if (b.digits === 0n) return undefined;
  const places = 30;
  const numerator = a.digits * 10n ** BigInt(places + b.scale);
  const denominator = b.digits * 10n ** BigInt(a.scale);
  return numerator % denominator === 0n ? normal(numerator / denominator, places) : undefined;
};

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export const compareDecimal = (a: Decimal, b: Decimal): number => {
  const difference = a.scale === b.scale ? a.digits - b.digits : subtract(a, b).digits;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** The canonical text: no exponent, no trailing zeros, `-0` is `0`. */
export const printDecimal = ({ digits, scale }: Decimal): string => {
  if (scale === 0) return digits.toString();
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  return `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
};

/** The nearest IEEE double, as every daemon reads the same text. */
export const toNumber = (value: Decimal): number => Number(printDecimal(value));
