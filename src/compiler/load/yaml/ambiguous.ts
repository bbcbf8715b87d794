import { decimalOf, parseDecimal, printDecimal } from '../../../base/decimal.ts';
import { isNumberText } from './resolve-scalar.ts';

/** Why a plain scalar is refused, and what to write instead. */
export interface Ambiguity {
  readonly reading: string;
  readonly help: string;
}

const decimalLike = /^[-+]?(?:\.\d[\d_]*|\d[\d_]*\.?[\d_]*)(?:[eE][-+]?\d+)?$/;
const radixLike = /^[-+]?0(?:x[\da-f_]+|o[0-7_]+|b[01_]+)$/i;
const special = /^(?:[-+]?\.inf|\.nan)$/i;
const cased = /^(?:True|TRUE|False|FALSE|Null|NULL)$/;

const longest = 24;

const canonical = (value: number): string | undefined => {
  const decimal = decimalOf(value);
  const text = decimal === undefined ? undefined : printDecimal(decimal);
  return text === undefined || text.length > longest ? undefined : text;
};

const signed = (sign: string, digits: string): string | undefined => {
  const value = canonical(Number(digits));
  return value === undefined || value === '0' ? value : `${sign === '-' ? '-' : ''}${value}`;
};

const leadingZero = (sign: string, digits: string): readonly string[] => {
  const decimal = parseDecimal(digits.replaceAll('_', ''));
  const asDecimal = decimal === undefined ? undefined : printDecimal(decimal);
  const asOctal = /^[0-7]+$/.test(digits) ? signed('', `0o${digits}`) : undefined;
  return [asDecimal, asOctal].flatMap((text) => (text === undefined || text.length > longest ? [] : [`${sign === '-' ? '-' : ''}${text}`]));
};

/** The numbers that somebody may read in `text`, as they would be written plainly. */
const readings = (text: string): readonly string[] => {
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  const digits = text.slice(sign.length);
  if (/^0[\d_]+$/.test(digits)) return [...new Set(leadingZero(sign, digits))];
  const value = signed(sign, digits.replaceAll('_', ''));
  return value === undefined ? [] : [value];
};

const numberHelp = (text: string): string => {
  const numbers = readings(text).map((number) => `\`${number}\``);
  const quoted = `quote it, \`'${text}'\`, to keep it a text`;
  return numbers.length === 0 ? quoted : `write ${numbers.join(' or ')} for a number, or ${quoted}`;
};

const numberReading = (text: string): string => {
  if (/^[-+]?0\d/.test(text)) return 'octal for some readers, decimal for others';
  return text.includes('_') ? 'a number for some readers, a text for others' : 'a number in disguise';
};

/** True for what {@link ambiguityOf} explains. */
export const isAmbiguous = (text: string): boolean =>
  ((decimalLike.test(text) || radixLike.test(text)) && !isNumberText(text)) || special.test(text) || cased.test(text);

/** What is ambiguous about a plain scalar: readers of YAML 1.1, of 1.2, or people would disagree on the number or word. */
export const ambiguityOf = (text: string): Ambiguity | undefined => {
  if (cased.test(text)) {
    const help = `write \`${text.toLowerCase()}\`, or quote it, \`'${text}'\`, to keep it a text`;
    return { reading: `a text here, \`${text.toLowerCase()}\` elsewhere`, help };
  }
  if (special.test(text))
    return { reading: 'not a number that a limit can have', help: `leave it out, or quote it, \`'${text}'\`, to keep it a text` };
  if (isNumberText(text) || !(decimalLike.test(text) || radixLike.test(text))) return undefined;
  return { reading: numberReading(text), help: numberHelp(text) };
};
