import { alwaysAlerting } from '../../diagnostics/codes/plm329-always-alerting.ts';
import { evaluate } from '../../model/evaluate.ts';
import { isInverted, isOneSided, type LimitForm, type Limits } from '../../model/limits.ts';
import { type CheckedLimits, checkedLimits, oncePerThreshold } from '../analysis/threshold-limits.ts';
import { type Reach, reachOf } from '../analysis/reach.ts';
import type { Rule } from './rule.ts';

const numbersIn = (form: LimitForm): readonly number[] => {
  if (!isOneSided(form))
    return [form.warning, form.critical].flatMap((interval) => (interval === undefined ? [] : [interval.low.value, interval.high.value]));
  return [form.warning, form.critical].flatMap((bound) => (bound === undefined ? [] : [bound.value]));
};

/** One value for each stretch between neighbouring limits, and each limit itself: the state changes nowhere else. */
const representatives = (limits: Limits, { low, high }: Reach): readonly number[] => {
  const bounds = [...new Set(limits.flatMap(numbersIn))].sort((a, b) => a - b);
  const between = bounds.slice(1).map((bound, i) => (bound + (bounds[i] ?? bound)) / 2);
  const [first = 0] = bounds;
  return [low, high, first - 1, (bounds.at(-1) ?? 0) + 1, ...bounds, ...between].filter((value) => value >= low && value <= high);
};

const isSound = (form: LimitForm): boolean =>
  isOneSided(form) || [form.warning, form.critical].every((interval) => interval === undefined || !isInverted(interval));

const neverOk = ({ limits, metric }: CheckedLimits): boolean => {
  if (!limits.every(isSound)) return false;
  const reach = reachOf(metric);
  const isOk = (value: number): boolean => evaluate(limits, value) === 'ok';
  // Nearly every threshold rests at an end of what its metric can be.
  if (reach.low <= reach.high && (isOk(reach.low) || isOk(reach.high))) return false;
  const values = representatives(limits, reach);
  return values.length > 0 && !values.some(isOk);
};

const names = (form: LimitForm): string => `${form.form} ${numbersIn(form).join(', ')}`;

/** A threshold without a value at which it rests. */
export const thresholdRest: Rule = {
  name: 'threshold-rest',
  check: (input, report) => {
    const reportFor = oncePerThreshold(report);
    for (const checked of checkedLimits(input)) {
      const [first, second = first] = checked.limits;
      if (first === undefined || second === undefined || !neverOk(checked)) continue;
      const level = second.critical === undefined ? 'warning' : 'critical';
      reportFor(checked)(alwaysAlerting({ limits: checked.limits.map(names) }, checked.locate(second.form, level)));
    }
  },
};
