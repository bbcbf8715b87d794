import { escapeHtml } from '../../base/html.ts';
import { visible } from '../../diagnostics/render/visible.ts';
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

interface Mark {
  readonly value: number;
  readonly text: string;
}

const marksOf = (limits: Limits, level: 'warning' | 'critical' | 'clear'): readonly Mark[] =>
  limits.flatMap((form): readonly Mark[] => {
    if (isOneSided(form)) return form[level] === undefined ? [] : [form[level]];
    const interval = level === 'clear' ? undefined : form[level];
    return interval === undefined ? [] : [interval.low, interval.high];
  });

/** What matters most first; the same value once. */
const allMarks = (limits: Limits): readonly Mark[] => {
  const marks = (['critical', 'warning', 'clear'] as const).flatMap((level) => marksOf(limits, level));
  return [...new Map(marks.toReversed().map((mark) => [mark.value, mark])).values()].toReversed();
};

interface Scale {
  readonly at: (value: number) => number;
  readonly byRatio: boolean;
}

const width = 640;
const left = 62;
const usable = width - left - 8;
const rowHeight = 18;
const rowsAt = { before: 0, after: 42, history: 88 } as const;
const height = 116;

/**
 * Positions on one scale for both sides: by ratio where limits span more than a thousandfold, else by difference. Where limits are 0 or
 * on both sides of it, the ratio is that of the distance from 0, and what is nearer than the least of them lies close to 0.
 */
const scaleFor = (values: readonly number[]): Scale => {
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const sizes = values.map(Math.abs).filter((size) => size > 0);
  const least = Math.min(...sizes);
  const byRatio = sizes.length > 0 && Math.max(...sizes) / least > 1000;
  const isOnBothSides = min <= 0 && max >= 0;
  const logarithm = (value: number): number => (isOnBothSides ? Math.asinh(value / least) : Math.sign(value) * Math.log(Math.abs(value)));
  const measure = (value: number): number => (byRatio ? logarithm(value) : value);
  const span = measure(max) - measure(min) || Math.abs(measure(max)) || 1;
  const [low, high] = [measure(min) - span * 0.25, measure(max) + span * 0.25];
  const at = (value: number): number => {
    if (value === -Infinity) return left;
    return value === Infinity ? left + usable : left + ((measure(value) - low) / (high - low)) * usable;
  };
  return { at, byRatio };
};

const number = (value: number): string => value.toFixed(1);

interface Place {
  readonly y: number;
  readonly scale: Scale;
}

/** A band of no width, a limit `inside` a single value, is still a mark. */
const rect = (name: string, { from, to }: Band, { y, scale }: Place): string => {
  const [start, end] = [scale.at(from), scale.at(to)];
  return `<rect class="${name}" x="${number(start)}" y="${y}" width="${number(Math.max(2, end - start))}" height="${rowHeight}"/>`;
};

const upright = (name: string, value: number, { y, scale }: Place): string => {
  const x = number(scale.at(value));
  return `<line class="${name}" x1="${x}" x2="${x}" y1="${y}" y2="${y + rowHeight}"/>`;
};

const clearMarks = (limits: Limits, place: Place): string =>
  marksOf(limits, 'clear')
    .map(({ value }) => upright('clear', value, place))
    .join('');

const letterWidth = 6.6;

/** Labels that would run into each other are left out, those of less weight first; never moved: a label stands at its limit. */
const labels = (limits: Limits, { y, scale }: Place): string => {
  const taken: Band[] = [];
  return allMarks(limits)
    .flatMap(({ value, text }) => {
      const half = (text.length * letterWidth) / 2;
      const x = Math.min(scale.at(value), width - half);
      const own = { from: x - half - 3, to: x + half + 3 };
      if (taken.some(({ from, to }) => own.from < to && from < own.to)) return [];
      taken.push(own);
      return [`<text class="tick" x="${number(x)}" y="${y + rowHeight + 13}">${escapeHtml(visible(text))}</text>`];
    })
    .join('');
};

const side = (title: 'before' | 'after', limits: Limits, scale: Scale): string => {
  const place = { y: rowsAt[title], scale };
  return [
    `<text class="side" x="0" y="${place.y + 13}">${title}</text>`,
    rect('ok', { from: -Infinity, to: Infinity }, place),
    ...limits.flatMap((form) => bandsOf(form, 'warning').map((band) => rect('warning', band, place))),
    ...limits.flatMap((form) => bandsOf(form, 'critical').map((band) => rect('critical', band, place))),
    rect('frame', { from: -Infinity, to: Infinity }, place),
    clearMarks(limits, place),
    labels(limits, place),
  ].join('');
};

/** Where what was measured will stand, on the same scale. */
const history = [
  `<text class="side" x="0" y="${rowsAt.history + 13}">history</text>`,
  `<rect class="slot" x="${left}" y="${rowsAt.history}" width="${usable}" height="${rowHeight}"/>`,
  `<text class="note" x="${left + usable / 2}" y="${rowsAt.history + 13}">no measured values in this review</text>`,
].join('');

const swatch = (name: string): string => `<svg viewBox="0 0 28 16" aria-hidden="true"><rect class="${name}" width="28" height="16"/></svg>`;

/** What the colours of the drawings mean. */
export const drawingKey = `<ul class="key" aria-label="colours of the drawings"><li>${swatch('ok')}ok</li><li>${swatch('warning')}warning</li><li>${swatch('critical')}critical</li><li><svg viewBox="0 0 28 16" aria-hidden="true"><line class="clear" x1="14" x2="14" y1="0" y2="16"/></svg>clears beyond here</li></ul>`;

/** Old and new limits above each other on one scale; nothing where the two are in other units. */
export const thresholdDrawing = ({ drawn: { before, after }, ...facet }: FacetOf<'limits'>): string => {
  if (before.unit !== after.unit) return '<p class="dim">Not drawn: the two sides are in other units.</p>';
  const values = [...allMarks(before.limits), ...allMarks(after.limits)].map(({ value }) => value);
  if (values.length === 0) return '';
  const scale = scaleFor(values);
  const title = `Before: ${facet.before ?? 'no limits'}. After: ${facet.after ?? 'no limits'}.`;
  const unit = after.unit === '' || after.unit === 'count' ? 'counts' : after.unit;
  return [
    `<figure><svg class="limits" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(visible(title))}">`,
    side('before', before.limits, scale),
    side('after', after.limits, scale),
    history,
    `</svg><figcaption>in ${escapeHtml(visible(unit))}${scale.byRatio ? '; each step away from 0 multiplies' : ''}</figcaption></figure>`,
  ].join('');
};
