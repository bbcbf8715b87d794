const shape = /^(-?)(?:(\d+)|(\d*)\.(\d+))(?:[eE]([+-]?\d+))?$/;

/** Bytes of a number, digits before and after the point: the collector reads no more. */
const limits = { text: 64, digits: 30, exponent: 100, smallest: -400 } as const;

const shifted = (whole: string, fraction: string, by: number): readonly [whole: string, fraction: string] => {
  if (by >= 0) {
    const padded = fraction.padEnd(by, '0');
    return [whole + padded.slice(0, by), padded.slice(by)];
  }
  const padded = whole.padStart(-by, '0');
  return [padded.slice(0, by), padded.slice(by) + fraction];
};

const trimmed = (left: string, right: string): string | undefined => {
  const fraction = right.slice(0, limits.digits).replace(/0+$/, '');
  const whole = left.replace(/^0+/, '');
  if (whole.length > limits.digits) return undefined;
  return `${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
};

/**
 * The number as the collector sends it: no exponent, no superfluous zeros, no minus zero. Undefined for anything that is not a finite
 * decimal. The function `plain` of `templates/ganglia/collector.hbs` is its twin; a property test holds them together.
 */
export const plainNumber = (text: string): string | undefined => {
  const match = text.length > limits.text ? null : shape.exec(text);
  if (match === null) return undefined;
  const [, sign = '', integer, start = '', fraction = '', power = '0'] = match;
  const whole = integer ?? start;
  const exponent = Number(power);
  if (/^0*$/.test(whole + fraction)) return '0';
  if (exponent > limits.exponent) return undefined;
  if (exponent < limits.smallest) return '0';
  const number = trimmed(...shifted(whole, fraction, exponent));
  return number === undefined || number === '0' ? number : sign + number;
};
