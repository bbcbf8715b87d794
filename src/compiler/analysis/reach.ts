import type { Metric } from '../../model/model.ts';
import type { Unit } from '../../model/unit.ts';

/** The values a metric can have, both ends included, in its unit. */
export interface Reach {
  readonly low: number;
  readonly high: number;
}

export const reachOf = (metric: Metric | undefined): Reach => ({
  low: metric?.range.low === undefined ? -Infinity : Number(metric.range.low),
  high: metric?.range.high === undefined ? Infinity : Number(metric.range.high),
});

const end = (value: number): string => (Number.isFinite(value) ? String(value) : '');

export const reachText = ({ low, high }: Reach, unit: Unit): string => `${end(low)}..${end(high)} ${unit.name}`;
