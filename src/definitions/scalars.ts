import { z } from 'zod';
import { parseDuration } from '../model/duration.ts';
import { parseQuantity } from '../model/quantity.ts';
import { unitNames } from '../model/unit.ts';

type TimeUnit = 'ms' | 's' | 'm' | 'h' | 'd' | 'w';
type ByteUnit = 'B' | 'kB' | 'MB' | 'GB' | 'TB' | 'PB' | 'KiB' | 'MiB' | 'GiB' | 'TiB' | 'PiB';
type BitUnit = 'bit' | 'kbit' | 'Mbit' | 'Gbit' | 'Tbit';
type CountUnit = 'k' | 'M' | 'G' | 'T';
type Suffix = '%' | 'ns' | 'us' | TimeUnit | ByteUnit | BitUnit | CountUnit;
type PerTime = '/s' | '/m' | '/h' | '/d';

/**
 * A duration such as `90s`, `5m`, `1h30m`; units ms, s, m, h, d and w.
 *
 * @example
 * import { type DurationText, thresholds } from 'plimsoll';
 * const value: DurationText = '1h30m';
 * export default thresholds({
 *   example: { metric: 'queue_depth', why: 'An example.', owner: 'ops', above: { critical: '50k' }, for: value },
 * });
 */
export type DurationText = `${number}${TimeUnit}` | `${number}${TimeUnit}${number}${TimeUnit}`;
/**
 * A number with its unit: `90%`, `500ms`, `2GiB`, `100Mbit/s`, `10k`, `10/s`.
 *
 * @example
 * import { type QuantityText, thresholds } from 'plimsoll';
 * const value: QuantityText = '50k';
 * export default thresholds({
 *   example: { metric: 'queue_depth', why: 'An example.', owner: 'ops', above: { critical: value } },
 * });
 */
export type QuantityText = `${number}` | `${number}${Suffix}` | `${number}${PerTime}` | `${number}${Suffix}${PerTime}`;
/**
 * Two quantities, both ends included: `10..20`, `1GiB..2GiB`. Units are checked when compiled (PLM302).
 *
 * @example
 * import { type IntervalText, thresholds } from 'plimsoll';
 * const value: IntervalText = '10k..20k';
 * export default thresholds({
 *   example: { metric: 'queue_depth', why: 'An example.', owner: 'ops', outside: { critical: value } },
 * });
 */
export type IntervalText = `${number}${string}..${number}${string}` | `${number}..${number}`;
/**
 * An interval whose ends may be left open: `0..`, `0%..100%`, `..5`.
 *
 * @example
 * import { type RangeText, metrics } from 'plimsoll';
 * const value: RangeText = '0..1M';
 * export default metrics({
 *   queue_done: { why: 'An example.', owner: 'ops', type: 'gauge', unit: 'tasks', range: value, from: { dropFile: 'queue' } },
 * });
 */
export type RangeText = `${string}..${string}`;
/**
 * A calendar day, `2027-03-31`.
 *
 * @example
 * import { type DateText, thresholds } from 'plimsoll';
 * const value: DateText = '2099-03-31';
 * export default thresholds({
 *   example: {
 *     metric: 'queue_depth',
 *     why: 'An example.',
 *     owner: 'ops',
 *     above: { critical: '50k' },
 *     overrides: [{ on: 'web1', above: { critical: '60k' }, why: 'It drains the old queue.', until: value }],
 *   },
 * });
 */
export type DateText = `${number}-${number}-${number}`;

/** What kind of scalar a custom check wanted; the compiler turns it into the diagnostic. */
export type ScalarKind =
  | 'quantity'
  | 'duration'
  | 'positive-duration'
  | 'interval'
  | 'range'
  | 'date'
  | 'id'
  | 'metric-id'
  | 'word'
  | 'label'
  | 'url'
  | 'text'
  | 'path'
  | 'address'
  | 'zone'
  | 'version';

interface ScalarSpec {
  readonly kind: ScalarKind;
  readonly accepts: (value: unknown) => boolean;
  readonly schema: Readonly<Record<string, unknown>>;
}

const scalar = <T>({ kind, accepts, schema }: ScalarSpec): z.ZodCustom<T, T> =>
  z.custom<T>(accepts, { params: { scalar: kind } }).meta({ ...schema });

const text = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);

const patterned = <T extends string>(kind: ScalarKind, pattern: RegExp, more: Readonly<Record<string, unknown>> = {}) =>
  scalar<T>({ kind, accepts: text(pattern), schema: { type: 'string', pattern: pattern.source, ...more } });

/** Ten years; daemons count seconds in 32 bits. */
const longest = 3650 * 86_400_000;

const isDuration =
  (shortest: number) =>
  (value: unknown): boolean => {
    const ms = typeof value === 'string' ? parseDuration(value) : undefined;
    return ms !== undefined && ms >= shortest && ms <= longest;
  };
const isQuantity = (value: unknown): boolean =>
  (typeof value === 'string' || typeof value === 'number') && parseQuantity(value) !== undefined;

const isInterval = (value: unknown): boolean => {
  const ends = typeof value === 'string' ? value.split('..') : [];
  return ends.length === 2 && ends.every(isQuantity);
};

const isRange = (value: unknown): boolean => {
  const ends = typeof value === 'string' ? value.split('..') : [];
  return ends.length === 2 && ends.some((end) => end !== '') && ends.every((end) => end === '' || isQuantity(end));
};

/** True for a day that exists in the Gregorian calendar. */
export const isCalendarDate = (value: string): boolean => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (match === null) return false;
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return new Date(time).toISOString().slice(0, 10) === value;
};

/** A quantity, for editors; the compiler reads it with {@link parseQuantity}. */
const quantityPattern = `[+-]?\\d+(?:\\.\\d+)?\\s?(?:${unitNames.join('|')})?(?:/[smhd])?`;

const durationSchema = { type: 'string', pattern: '^(?:\\d+(?:\\.\\d+)?(?:ms|[smhdw]))+$', examples: ['90s', '5m', '1h30m'] };

export const duration = scalar<DurationText>({
  kind: 'duration',
  accepts: isDuration(0),
  schema: durationSchema,
});
/** At least a second: how often something happens, or how long it must not. */
export const positiveDuration = scalar<DurationText>({ kind: 'positive-duration', accepts: isDuration(1000), schema: durationSchema });
export const quantity = scalar<QuantityText | number>({
  kind: 'quantity',
  accepts: isQuantity,
  schema: { type: ['string', 'number'], pattern: `^${quantityPattern}$`, examples: ['90%', '500ms', '2GiB', '10k'] },
});
export const interval = scalar<IntervalText>({
  kind: 'interval',
  accepts: isInterval,
  schema: { type: 'string', pattern: `^${quantityPattern}\\.\\.${quantityPattern}$`, examples: ['10..20'] },
});
export const range = scalar<RangeText>({
  kind: 'range',
  accepts: isRange,
  schema: { type: 'string', pattern: `^(?:${quantityPattern})?\\.\\.(?:${quantityPattern})?$`, examples: ['0..', '0%..100%'] },
});
export const date = scalar<DateText>({
  kind: 'date',
  accepts: (v) => typeof v === 'string' && isCalendarDate(v),
  schema: { type: 'string', format: 'date' },
});

/** Kebab-case, `/` between namespaces. */
export const idPattern = /^[a-z0-9]+(?:[-.][a-z0-9]+)*(?:\/[a-z0-9]+(?:[-.][a-z0-9]+)*)*$/;
/** A metric's id is its own name: snake_case. */
export const metricIdPattern = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;

export const id = patterned<string>('id', idPattern, { maxLength: 120 });
export const metricId = patterned<string>('metric-id', metricIdPattern, { maxLength: 120 });
/** An id without namespaces. */
export const word = patterned<string>('word', /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/, { maxLength: 60 });
/** A label or attribute name every backend can carry; those that begin with `__` are Prometheus' own. */
export const labelName = patterned<string>('label', /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/);
export const url = patterned<string>('url', /^https?:\/\/[^\s\u0000-\u001f\u007f"'<>\\^`{|}]+$/, { format: 'uri' });
/** An absolute path of letters, digits and `._@+/-`. */
export const path = patterned<string>('path', /^\/[A-Za-z0-9._@+/-]*$/);
/** A host name or an IP address: nothing a shell or a configuration file could misread. */
export const address = patterned<string>(
  'address',
  /^(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|(?=.*:.*:)[0-9A-Fa-f:]+(?:\d\.[0-9.]+)?)$/,
);
export const version = patterned<string>('version', /^\d+(?:\.\d+){1,2}$/);

let zones: ReadonlyMap<string, string> | undefined;

const listedZones = (): ReadonlyMap<string, string> =>
  (zones ??= new Map(Intl.supportedValuesOf('timeZone').map((name) => [name.toLowerCase(), name])));

const runtimeKnowsZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** Of zones with several names the runtime lists one, and takes them all in any case; daemons take names as they are written. */
const isZone = (value: unknown): boolean => {
  if (typeof value !== 'string' || !/^[A-Z][A-Za-z0-9]*(?:[/_+-][A-Za-z0-9]+)*$/.test(value)) return false;
  const listed = listedZones().get(value.toLowerCase());
  return listed === undefined ? runtimeKnowsZone(value) : listed === value;
};
export const zone = scalar<string>({ kind: 'zone', accepts: isZone, schema: { type: 'string', examples: ['Europe/Berlin'] } });

const hasControl = /[\u0000-\u0008\u000b-\u001f\u007f\u2028\u2029\ud800-\udfff]/u;
const isProse = (value: unknown): boolean =>
  typeof value === 'string' && value.trim() !== '' && value.length <= 2000 && !hasControl.test(value);

/** Text for people: not blank, at most 2000 characters, no control characters but tab and line feed. */
export const prose = scalar<string>({ kind: 'text', accepts: isProse, schema: { type: 'string', minLength: 1, maxLength: 2000 } });
/** Prose of one line. */
export const line = scalar<string>({
  kind: 'text',
  accepts: (v) => isProse(v) && !/[\n\t]/.test(String(v)),
  schema: { type: 'string', minLength: 1, maxLength: 2000 },
});
/** What a label says: one line that every daemon carries to the letter; it may be empty. */
export const labelValue = scalar<string>({
  kind: 'text',
  accepts: (v) => typeof v === 'string' && v.length <= 200 && !hasControl.test(v) && !/[\n\t]/.test(v),
  schema: { type: 'string', maxLength: 200 },
});
