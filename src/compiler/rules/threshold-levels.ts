import { clearOrder } from '../../diagnostics/codes/plm309-clear-order.ts';
import { thresholdOrder } from '../../diagnostics/codes/plm301-threshold-order.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import { type Bound, type Interval, isInverted, isOneSided, type OneSided, type TwoSided } from '../../model/limits.ts';
import { type CheckedLimits, checkedLimits, oncePerThreshold } from '../analysis/threshold-limits.ts';
import type { Rule } from './rule.ts';

const alertsUpwards = ({ form }: OneSided): boolean => form === 'above' || form === 'atLeast';

/** Does `a` lie further out than `b`, where the form alerts? */
const beyond = (form: OneSided, a: Bound, b: Bound): boolean => (alertsUpwards(form) ? a.value > b.value : a.value < b.value);

const oneSided = (form: OneSided, limits: CheckedLimits, report: Report): void => {
  const { warning, critical, clear } = form;
  const text = ({ text: value }: Bound): string => `${value} ${limits.unit.name}`;
  if (warning && critical && !beyond(form, critical, warning))
    report(thresholdOrder({ critical: text(critical), warning: text(warning), form: form.form }, limits.locate(form.form, 'critical')));
  const outermost = warning ?? critical;
  if (clear && outermost && !beyond(form, outermost, clear))
    report(clearOrder({ clear: text(clear), limit: text(outermost), form: form.form }, limits.locate(form.form, 'clear')));
};

const contains = (outer: Interval, inner: Interval): boolean =>
  outer.low.value <= inner.low.value &&
  outer.high.value >= inner.high.value &&
  !(outer.low.value === inner.low.value && outer.high.value === inner.high.value);

const twoSided = ({ form, warning, critical }: TwoSided, limits: CheckedLimits, report: Report): void => {
  if (warning === undefined || critical === undefined || isInverted(warning) || isInverted(critical)) return;
  const ordered = form === 'outside' ? contains(critical, warning) : contains(warning, critical);
  const text = ({ low, high }: Interval): string => `${low.text}..${high.text}`;
  if (!ordered) report(thresholdOrder({ critical: text(critical), warning: text(warning), form }, limits.locate(form, 'critical')));
};

export const thresholdLevels: Rule = {
  name: 'threshold-levels',
  check: (input, report) => {
    const reportFor = oncePerThreshold(report);
    for (const limits of checkedLimits(input))
      for (const form of limits.limits) {
        if (isOneSided(form)) oneSided(form, limits, reportFor(limits));
        else twoSided(form, limits, reportFor(limits));
      }
  },
};
