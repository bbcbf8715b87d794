import { type Decimal, compareDecimal, parseDecimal } from '../../base/decimal.ts';
import type { Metric } from '../../model/model.ts';

/** How a number travels. Ganglia has no wider whole numbers that gmetric accepts. */
export type WireType = 'double' | 'int32' | 'uint32';

const whole = (digits: bigint): Decimal => ({ digits, scale: 0 });
const within = (value: Decimal, low: bigint, high: bigint): boolean =>
  compareDecimal(value, whole(low)) >= 0 && compareDecimal(value, whole(high)) <= 0;

interface Ends {
  readonly low: Decimal | undefined;
  readonly high: Decimal | undefined;
}

const endsOf = ({ low, high }: Metric['range']): Ends => ({
  low: low === undefined ? undefined : parseDecimal(low),
  high: high === undefined ? undefined : parseDecimal(high),
});

/** Whole numbers with both ends declared and within 32 bits travel as such; everything else as double. */
export const wireType = (metric: Metric): WireType => {
  const { low, high } = endsOf(metric.range);
  if (!metric.integer || low === undefined || high === undefined) return 'double';
  if (within(low, 0n, 4_294_967_295n) && within(high, 0n, 4_294_967_295n)) return 'uint32';
  if (within(low, -2_147_483_648n, 2_147_483_647n) && within(high, -2_147_483_648n, 2_147_483_647n)) return 'int32';
  return 'double';
};

/** The least and the most that the type of a metric can carry. */
export const wireRange = (metric: Metric): readonly [least: number, most: number] => {
  switch (wireType(metric)) {
    case 'uint32':
      return [0, 4_294_967_295];
    case 'int32':
      return [-2_147_483_648, 2_147_483_647];
    case 'double':
      return [-Infinity, Infinity];
  }
};

const exact = 2n ** 53n;

/** An end of an integer metric's range beyond which a double skips whole numbers; undefined when there is none. */
export const inexactEnd = (metric: Metric): string | undefined => {
  if (!metric.integer) return undefined;
  const beyond = (text: string | undefined): boolean => {
    const value = text === undefined ? undefined : parseDecimal(text);
    return value !== undefined && !within(value, -exact, exact);
  };
  const { low, high } = metric.range;
  return beyond(high) ? high : beyond(low) ? low : undefined;
};

/** Seconds between two runs of the collector; cron's shortest. */
export const periodSeconds = 60;

/** A shorter life than this would end between two runs. */
export const shortestLifeSeconds = 2 * periodSeconds;

/** How long Ganglia keeps a value, from `staleAfter`; never 0, which would mean for ever. */
export const dmaxSeconds = (staleAfterMs: number): number => Math.max(shortestLifeSeconds, Math.ceil(staleAfterMs / 1000));
