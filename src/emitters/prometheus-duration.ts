const whole: readonly (readonly [string, number])[] = [
  ['y', 31_536_000_000],
  ['w', 604_800_000],
];
const units: readonly (readonly [string, number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
];

/** Milliseconds as Prometheus and Alertmanager print them: years and weeks only when nothing is left over, `30d` and not `4w2d`. */
export const prometheusDuration = (ms: number): string => {
  for (const [unit, factor] of whole) if (ms > 0 && ms % factor === 0) return `${ms / factor}${unit}`;
  let rest = ms;
  let text = '';
  for (const [unit, factor] of units) {
    const count = Math.floor(rest / factor);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * factor;
  }
  return text === '' ? '0s' : text;
};
