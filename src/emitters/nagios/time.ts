const withFraction = (whole: number, fraction: string): string => {
  const digits = fraction.replace(/0+$/, '');
  return digits === '' ? String(whole) : `${whole}.${digits}`;
};

/** Whole milliseconds have at most three decimals: no decimal arithmetic is needed, which would be the slowest part of a service. */
const seconds = (ms: number): string =>
  ms % 1000 === 0 ? String(ms / 1000) : withFraction(Math.floor(ms / 1000), String(ms % 1000).padStart(3, '0'));

/** Nagios multiplies and drops what is left of a second, so the last of six decimals is rounded up. */
const units = (ms: number, length: number): string => {
  const millionths = Math.ceil((ms * 1000) / length);
  return withFraction(Math.floor(millionths / 1_000_000), String(millionths % 1_000_000).padStart(6, '0'));
};

/** Writes a duration as an interval of Nagios. */
export type IntervalText = (ms: number) => string;

/** Intervals in units of `length` seconds, `interval_length` of the main file; exact for 1, as our own main file has it. */
export const intervalsOf = (length: number): IntervalText => (length === 1 ? seconds : (ms) => units(ms, length));

/** For directives that are whole seconds whatever the unit of intervals: never less than asked. */
export const wholeSeconds = (ms: number): string => String(Math.ceil(ms / 1000));
