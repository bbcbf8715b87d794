import { type Decimal, compareDecimal, multiply, parseDecimal } from '../base/decimal.ts';
import { invariant } from '../base/invariant.ts';
import { type Bound, hasLevel, type Interval, isOneSided, type LimitForm, type Limits } from '../model/limits.ts';

/**
 * A point between or at numbers, exact: `side` -1 lies just before the number, 0 is it, 1 just after it. Undefined `at`: beyond
 * every number, on the side that `side` says.
 */
interface Edge {
  readonly at: Decimal | undefined;
  readonly side: -1 | 0 | 1;
}

/** All values from edge to edge, both included. */
interface Span {
  readonly from: Edge;
  readonly to: Edge;
}

/** A set of values, infinities included and NaN not: disjoint spans in ascending order, with a gap between any two. */
export type ValueSet = readonly Span[];

const below: Edge = { at: undefined, side: -1 };
const beyond: Edge = { at: undefined, side: 1 };

const compareEdges = (a: Edge, b: Edge): number => {
  if (a.at === undefined || b.at === undefined) return (a.at === undefined ? a.side * 2 : 0) - (b.at === undefined ? b.side * 2 : 0);
  return compareDecimal(a.at, b.at) || a.side - b.side;
};

/** Do two spans leave no value between them? From just after 5 on follows on to 5. */
const touches = (end: Edge, start: Edge): boolean => {
  if (compareEdges(end, start) >= 0) return true;
  return end.at !== undefined && start.at !== undefined && compareDecimal(end.at, start.at) === 0 && start.side - end.side <= 1;
};

/** The set of all values in any of the spans. */
export const union = (spans: readonly Span[]): ValueSet => {
  const sorted = spans.filter(({ from, to }) => compareEdges(from, to) <= 0).toSorted((a, b) => compareEdges(a.from, b.from));
  const merged: Span[] = [];
  for (const span of sorted) {
    const last = merged.at(-1);
    if (last === undefined || !touches(last.to, span.from)) merged.push(span);
    else if (compareEdges(span.to, last.to) > 0) merged[merged.length - 1] = { from: last.from, to: span.to };
  }
  return merged;
};

/** Is every value of `part` in `whole`? */
export const includes = (whole: ValueSet, part: ValueSet): boolean =>
  part.every(({ from, to }) => whole.some((span) => compareEdges(span.from, from) <= 0 && compareEdges(to, span.to) <= 0));

/** Turns the numbers of limits into the base of their unit's family, so that limits in other units compare. */
export type Scale = (bound: Bound) => Decimal;

/** For limits in a unit of which one is `factor` of the base. */
export const scaleBy =
  (factor: Decimal): Scale =>
  ({ text }) => {
    const value = parseDecimal(text);
    invariant(value, `not a decimal: ${text}`);
    return multiply(value, factor);
  };

const beyondBound = (form: 'above' | 'below' | 'atLeast' | 'atMost', at: Decimal): Span => {
  switch (form) {
    case 'above':
      return { from: { at, side: 1 }, to: beyond };
    case 'atLeast':
      return { from: { at, side: 0 }, to: beyond };
    case 'below':
      return { from: below, to: { at, side: -1 } };
    case 'atMost':
      return { from: below, to: { at, side: 0 } };
  }
};

const ofInterval = (form: 'outside' | 'inside', { low, high }: Interval, scale: Scale): readonly Span[] => {
  const [from, to] = [scale(low), scale(high)];
  if (form === 'inside') return [{ from: { at: from, side: 0 }, to: { at: to, side: 0 } }];
  return [
    { from: below, to: { at: from, side: -1 } },
    { from: { at: to, side: 1 }, to: beyond },
  ];
};

const spansOf = (form: LimitForm, level: 'warning' | 'critical' | 'clear', scale: Scale): readonly Span[] => {
  if (isOneSided(form)) {
    const bound = form[level];
    return bound === undefined ? [] : [beyondBound(form.form, scale(bound))];
  }
  const interval = level === 'clear' ? undefined : form[level];
  return interval === undefined ? [] : ofInterval(form.form, interval, scale);
};

/** What a threshold does with values: which are critical, which at least a warning, and which keep a raised state. */
export interface Alerting {
  readonly critical: ValueSet;
  /** Warning or critical. */
  readonly raised: ValueSet;
  /** Raised, or held until it clears. */
  readonly held: ValueSet;
  /** Critical, or held as critical: a state is held at the mildest level that the limits have. */
  readonly heldCritical: ValueSet;
}

/** The sets of values of one threshold, exact. */
export const alertingOf = (limits: Limits, scale: Scale): Alerting => {
  const of = (level: 'warning' | 'critical' | 'clear') => limits.flatMap((form) => spansOf(form, level, scale));
  const critical = union(of('critical'));
  const raised = union([...critical, ...of('warning')]);
  const clear = of('clear');
  return {
    critical,
    raised,
    held: clear.length === 0 ? raised : union([...raised, ...clear]),
    heldCritical: clear.length === 0 || hasLevel(limits, 'warning') ? critical : union([...critical, ...clear]),
  };
};
