import { printDurationInDays } from '../model/duration.ts';

const whole: readonly (readonly [string, number])[] = [
  ['y', 31_536_000_000],
  ['w', 604_800_000],
];

/** Milliseconds as Prometheus and Alertmanager print them: years and weeks only when nothing is left over. */
export const prometheusDuration = (ms: number): string => {
  const [unit, factor] = whole.find(([, size]) => ms > 0 && ms % size === 0) ?? [];
  return unit === undefined || factor === undefined ? printDurationInDays(ms) : `${ms / factor}${unit}`;
};
