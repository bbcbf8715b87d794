const units: Readonly<Record<string, number>> = {
  y: 31_536_000_000,
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
};

const durationShape = /^(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/;
/** Go holds a duration as nanoseconds in 64 bits; more is "out of range". */
const longest = 9_223_372_036_854;

export type DurationReading = { readonly ok: true; readonly ms: number } | { readonly ok: false; readonly message: string };

const no = (message: string): DurationReading => ({ ok: false, message });

/** Reads a range, step or offset as Prometheus 2.42 does: units from large to small, each once, more than nothing. */
export const readDuration = (text: string): DurationReading => {
  if (/^[\d.]+$/.test(text)) return no(`\`${text}\` has no unit: write \`${text}s\` for seconds`);
  if (!durationShape.test(text)) return no(`\`${text}\` is no duration: whole numbers with y, w, d, h, m, s, ms, in this order, each once`);
  let ms = 0;
  for (const [, count = '', unit = ''] of text.matchAll(/(\d+)(ms|[ywdhms])/g)) ms += Number(count) * (units[unit] ?? 0);
  if (ms > longest) return no(`\`${text}\` is longer than Prometheus can count`);
  return ms === 0 ? no('a duration must be more than zero') : { ok: true, ms };
};

const isDurationLike = (text: string): boolean => /^\d+(ms|[ywdhms])/.test(text);

export type NumberReading = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly message: string };

const special: Readonly<Record<string, number>> = { inf: Infinity, nan: NaN };

/** Above 2^63 Go reads hexadecimal digits as a float, which needs an exponent and so fails. */
const readHex = (digits: string): number | undefined => (BigInt(digits) < 1n << 63n ? Number(digits) : undefined);

const readUnsigned = (text: string): number | undefined => {
  const lower = text.toLowerCase();
  if (lower in special) return special[lower];
  if (/^0x[0-9a-f]+$/.test(lower)) return readHex(lower);
  if (/^0[0-7]+$/.test(lower)) return Number.parseInt(lower, 8);
  return /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/.test(lower) && Number.isFinite(Number(lower)) ? Number(lower) : undefined;
};

/** Reads a number literal, sign included, as Prometheus 2.42 does. */
export const readNumber = (text: string): NumberReading => {
  const sign = /^[+-]/.test(text) ? text[0] : '';
  const digits = text.slice(sign === '' ? 0 : 1).trim();
  const value = readUnsigned(digits);
  if (value !== undefined) return { ok: true, value: sign === '-' ? -value : value };
  if (isDurationLike(digits)) return { ok: false, message: `the duration \`${digits}\` cannot stand here: write the number of seconds` };
  if (digits.includes('_')) return { ok: false, message: `\`${digits}\` has separators, which Prometheus 2.42 does not know` };
  return { ok: false, message: `\`${digits}\` is no number Prometheus can read` };
};
