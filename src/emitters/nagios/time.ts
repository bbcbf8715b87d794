/**
 * The main file sets `interval_length=1`, so every interval is in seconds and exact. Whole milliseconds have at most three decimals:
 * no decimal arithmetic is needed, which would be the slowest part of a service.
 */
export const seconds = (ms: number): string => {
  const fraction = String(ms % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  const whole = String(Math.floor(ms / 1000));
  return fraction === '' ? whole : `${whole}.${fraction}`;
};

/** For directives that are whole numbers: never less than asked. */
export const wholeSeconds = (ms: number): string => String(Math.ceil(ms / 1000));
