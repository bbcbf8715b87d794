import { escapeHtml } from '../../base/html.ts';
import { isOneSided, type LimitForm, type Limits } from '../../model/limits.ts';
import type { FacetOf } from '../facet.ts';

/** A stretch of values, from -Infinity to Infinity. */
interface Band {
  readonly from: number;
  readonly to: number;
}

const bandsOf = (form: LimitForm, level: 'warning' | 'critical'): readonly Band[] => {
  if (isOneSided(form)) {
    const value = form[level]?.value;
    if (value === undefined) return [];
    return form.form === 'above' || form.form === 'atLeast' ? [{ from: value, to: Infinity }] : [{ from: -Infinity, to: value }];
  }
  const interval = form[level];
  if (interval === undefined) return [];
  const { low, high } = interval;
  if (form.form === 'inside') return [{ from: low.value, to: high.value }];
  return [
    { from: -Infinity, to: low.value },
    { from: high.value, to: Infinity },
  ];
};

const textsOf = (limits: Limits): ReadonlyMap<number, string> =>
  new Map(
    limits.flatMap((form) =>
      isOneSided(form)
        ? [form.warning, form.critical, form.clear].flatMap((bound) => (bound === undefined ? [] : [[bound.value, bound.text] as const]))
        : [form.warning, form.critical].flatMap((interval) =>
            interval === undefined ? [] : [interval.low, interval.high].map(({ value, text }) => [value, text] as const),
          ),
    ),
  );

type Scale = (value: number) => number;

const width = 640;
const left = 60;
const usable = width - left - 20;
const rowHeight = 18;

/** Positions on one scale for both sides: by ratio where limits span more than three orders of magnitude, else by difference. */
const scaleFor = (values: readonly number[]): Scale => {
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const byRatio = min > 0 && max / min > 1000;
  const at = (value: number): number => (byRatio ? Math.log(value) : value);
  const span = at(max) - at(min) || Math.abs(at(max)) || 1;
  const [low, high] = [at(min) - span * 0.2, at(max) + span * 0.2];
  return (value) => {
    if (value === -Infinity || (byRatio && value <= 0)) return left;
    if (value === Infinity) return left + usable;
    return left + ((at(value) - low) / (high - low)) * usable;
  };
};

const number = (value: number): string => value.toFixed(1);

const rect = (name: string, { from, to }: Band, [y, scale]: readonly [number, Scale]): string => {
  const [start, end] = [scale(from), scale(to)];
  return `<rect class="${name}" x="${number(start)}" y="${y}" width="${number(Math.max(1, end - start))}" height="${rowHeight}"/>`;
};

const clearMarks = (limits: Limits, y: number, scale: Scale): string =>
  limits
    .flatMap((form) => (isOneSided(form) && form.clear !== undefined ? [form.clear.value] : []))
    .map((value) => `<line class="clear" x1="${number(scale(value))}" x2="${number(scale(value))}" y1="${y}" y2="${y + rowHeight}"/>`)
    .join('');

/** Labels that would run into each other are left out, never moved: a label stands at its limit. */
const labels = (limits: Limits, y: number, scale: Scale): string => {
  let free = -Infinity;
  return [...textsOf(limits)]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([value, text]) => {
      const x = scale(value);
      const half = text.length * 3.2 + 3;
      if (x - half < free) return [];
      free = x + half;
      return [`<text class="tick" x="${number(x)}" y="${y}">${escapeHtml(text)}</text>`];
    })
    .join('');
};

const side = (title: string, limits: Limits, [top, scale]: readonly [number, Scale]): string =>
  [
    `<text class="side" x="0" y="${top + 13}">${title}</text>`,
    `<rect class="ok" x="${left}" y="${top}" width="${usable}" height="${rowHeight}"/>`,
    ...limits.flatMap((form) => bandsOf(form, 'warning').map((band) => rect('warning', band, [top, scale]))),
    ...limits.flatMap((form) => bandsOf(form, 'critical').map((band) => rect('critical', band, [top, scale]))),
    clearMarks(limits, top, scale),
    labels(limits, top + rowHeight + 12, scale),
  ].join('');

/** Old and new limits above each other on one scale; nothing where the two are in other units. */
export const thresholdDrawing = ({ drawn: { before, after } }: FacetOf<'limits'>): string => {
  if (before.unit !== after.unit) return '';
  const values = [...textsOf(before.limits).keys(), ...textsOf(after.limits).keys()];
  if (values.length === 0) return '';
  const scale = scaleFor(values);
  const title = `limits before and after, in ${after.unit === '' ? 'counts' : after.unit}`;
  return [
    `<svg class="limits" viewBox="0 0 ${width} 78" role="img" aria-label="${escapeHtml(title)}">`,
    side('before', before.limits, [0, scale]),
    side('after', after.limits, [40, scale]),
    '</svg>',
  ].join('');
};
