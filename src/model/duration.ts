import { memoised } from '../base/memoise.ts';
import { type Decimal, multiply, parseDecimal } from '../base/decimal.ts';

const units: readonly (readonly [string, number])[] = [
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
];

const factorOf = new Map(units);
const part = /(\d+(?:\.\d+)?)(ms|[smhdw])/gy;

const wholeMs = (text: string, unit: string): number | undefined => {
  const value = parseDecimal(text);
  const ms: Decimal | undefined = value && multiply(value, { digits: BigInt(factorOf.get(unit) ?? 0), scale: 0 });
  return ms !== undefined && ms.scale === 0 ? Number(ms.digits) : undefined;
};

const parse = (text: string): number | undefined => {
  part.lastIndex = 0;
  let total = 0;
  let end = 0;
  for (let match = part.exec(text); match !== null; match = part.exec(text)) {
    const ms = wholeMs(match[1] ?? '', match[2] ?? '');
    if (ms === undefined) return undefined;
    total += ms;
    end = part.lastIndex;
  }
  return end > 0 && end === text.length && Number.isSafeInteger(total) ? total : undefined;
};

/** Milliseconds in `90s`, `1h30m`, `1.5h`; undefined for anything else. Zero is `0s`. */
export const parseDuration = memoised(parse);

/** `ms` in the given units, largest first, none of them in fractions. */
const inUnits = (ms: number, parts: readonly (readonly [string, number])[]): string => {
  let rest = ms;
  let text = '';
  for (const [unit, factor] of parts) {
    const count = Math.floor(rest / factor);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * factor;
  }
  return text === '' ? '0s' : text;
};

/** The canonical text, largest units first, no fractions: `5400000` is `1h30m`, `0` is `0s`. */
export const printDuration = (ms: number): string => inUnits(ms, units);

/** The same with nothing above days: `30d` and not `4w2d`. */
export const printDurationInDays = (ms: number): string => inUnits(ms, units.slice(1));
