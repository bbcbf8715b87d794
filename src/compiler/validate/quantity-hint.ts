import { suggest } from '../../base/suggest.ts';
import { parseDuration } from '../../model/duration.ts';
import { parseQuantity } from '../../model/quantity.ts';
import { parseUnit, unitNames } from '../../model/unit.ts';

const shape = /^([+-]?\d+(?:\.\d+)?)\s*([A-Za-z%]+)\s*(?:\/\s*([A-Za-z]+))?$/;

/** The unit names that a misspelt one may stand for; nothing at all for a noun, since counts are written without one. */
const unitsFor = (unit: string): readonly string[] => {
  if (unitNames.includes(unit)) return [unit];
  const near = suggest(unit, unitNames);
  if (near.length > 0) return near;
  return parseUnit(unit)?.family === 'count' ? [''] : [];
};

const sizes = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** A duration of several parts, `1h30m`, in the largest unit that has no fraction: `90m`. */
const inOneUnit = (text: string): readonly string[] => {
  const ms = parseDuration(text);
  const size = ms === undefined ? undefined : sizes.find(([, length]) => ms % length === 0);
  return ms === undefined || size === undefined ? [] : [`${ms / size[1]}${size[0]}`];
};

/** The quantities that a text which is none may have meant, such as `1kB` for `1kb`. */
export const nearQuantities = (text: string): readonly string[] => {
  const [, amount = '', unit = '', per] = shape.exec(text) ?? [];
  const rate = per === undefined ? '' : `/${per.charAt(0).toLowerCase()}`;
  const near = amount === '' ? inOneUnit(text) : unitsFor(unit).map((name) => `${amount}${name}${rate}`);
  return near.filter((one) => parseQuantity(one) !== undefined);
};

/** The same for a range or an interval, end by end. */
export const nearRanges = (text: string): readonly string[] => {
  const ends = text.split('..').map((end) => (end === '' || parseQuantity(end) !== undefined ? end : nearQuantities(end)[0]));
  return ends.length === 2 && ends.every((end) => end !== undefined) ? [ends.join('..')] : [];
};
