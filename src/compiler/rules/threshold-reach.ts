import { unreachableLimit } from '../../diagnostics/codes/plm310-unreachable-limit.ts';
import { invertedInterval } from '../../diagnostics/codes/plm328-inverted-interval.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import { type Bound, type Interval, isInverted, isOneSided, type LimitForm, type OneSidedForm } from '../../model/limits.ts';
import { type CheckedLimits, checkedLimits, oncePerThreshold } from '../analysis/threshold-limits.ts';
import { type Reach, reachOf, reachText } from '../analysis/reach.ts';
import type { Rule } from './rule.ts';

const passable = (form: OneSidedForm, limit: Bound, { low, high }: Reach): boolean => {
  switch (form) {
    case 'above':
      return high > limit.value;
    case 'atLeast':
      return high >= limit.value;
    case 'below':
      return low < limit.value;
    case 'atMost':
      return low <= limit.value;
  }
};

const touches = (form: 'inside' | 'outside', limit: Interval, { low, high }: Reach): boolean =>
  form === 'inside' ? limit.low.value <= high && limit.high.value >= low : low < limit.low.value || high > limit.high.value;

interface Found {
  readonly key: 'warning' | 'critical';
  readonly text: string;
  readonly reachable: boolean;
  readonly interval?: Interval;
}

const limitsIn = (form: LimitForm, reach: Reach): readonly Found[] =>
  (['warning', 'critical'] as const).flatMap((key): readonly Found[] => {
    if (!isOneSided(form)) {
      const interval = form[key];
      if (interval === undefined) return [];
      return [{ key, text: `${interval.low.text}..${interval.high.text}`, reachable: touches(form.form, interval, reach), interval }];
    }
    const limit = form[key];
    return limit === undefined ? [] : [{ key, text: limit.text, reachable: passable(form.form, limit, reach) }];
  });

const checkForm = (form: LimitForm, limits: CheckedLimits, report: Report): void => {
  const reach = reachOf(limits.metric);
  for (const { key, text, reachable, interval } of limitsIn(form, reach)) {
    if (interval !== undefined && isInverted(interval))
      report(invertedInterval({ low: interval.low.text, high: interval.high.text }, limits.locate(form.form, key)));
    else if (!reachable)
      report(
        unreachableLimit({ limit: `${text} ${limits.unit.name}`, range: reachText(reach, limits.unit) }, limits.locate(form.form, key)),
      );
  }
};

export const thresholdReach: Rule = {
  name: 'threshold-reach',
  check: (input, report) => {
    const reportFor = oncePerThreshold(report);
    for (const limits of checkedLimits(input)) for (const form of limits.limits) checkForm(form, limits, reportFor(limits));
  },
};
