import { printDuration } from '../../model/duration.ts';
import type { AlertLevel, Bound, Interval, LimitForm, Limits } from '../../model/limits.ts';
import type { Check, CheckSubject, MeasureThreshold, Metric } from '../../model/model.ts';
import type { Unit } from '../../model/unit.ts';

const formWords = {
  above: 'above',
  below: 'below',
  atLeast: 'at least',
  atMost: 'at most',
  outside: 'outside',
  inside: 'inside',
} as const;

const withUnit = (text: string, { name }: Unit): string => {
  if (name === 'ratio') return text;
  return name === '%' ? `${text}%` : `${text} ${name}`;
};

const boundText = (bound: Bound | Interval, unit: Unit): string =>
  withUnit('low' in bound ? `${bound.low.text}..${bound.high.text}` : bound.text, unit);

const saying = (limits: Limits, unit: Unit, pick: (form: LimitForm) => Bound | Interval | undefined): string =>
  limits
    .flatMap((form) => {
      const bound = pick(form);
      return bound === undefined ? [] : [`${formWords[form.form]} ${boundText(bound, unit)}`];
    })
    .join(' or ');

/** Limits for people: `warning above 10000 tasks, critical above 50000 tasks, held until no longer above 8000 tasks`. */
export const limitsText = (limits: Limits, unit: Unit): string => {
  const level = (name: AlertLevel): readonly string[] => {
    const text = saying(limits, unit, (form) => form[name]);
    return text === '' ? [] : [`${name} ${text}`];
  };
  const clear = saying(limits, unit, (form) => ('clear' in form ? form.clear : undefined));
  return [...level('warning'), ...level('critical'), ...(clear === '' ? [] : [`held until no longer ${clear}`])].join(', ');
};

const measureText = ({ measure, unit, variants }: MeasureThreshold, host: string | undefined): string => {
  const variant = variants.find(({ hosts }) => host === undefined || hosts.includes(host));
  return variant === undefined ? '' : `${measure} ${limitsText(variant.limits, unit)}`;
};

const burnText = ({ tiers }: Extract<CheckSubject, { kind: 'burnRate' }>): string =>
  tiers
    .map(
      ({ severity, burn, longMs, shortMs }) =>
        `${severity} when the error budget burns more than ${burn} times too fast over ${printDuration(longMs)} and ${printDuration(shortMs)}`,
    )
    .join(', ');

const subjectText = (subject: CheckSubject, metric: (id: string) => Metric, host: string | undefined): string => {
  switch (subject.kind) {
    case 'threshold': {
      const { title, unit } = metric(subject.metric);
      const variant = subject.variants.find(({ hosts }) => host === undefined || hosts.includes(host));
      return variant === undefined ? '' : `${title}: ${limitsText(variant.limits, unit)}`;
    }
    case 'probe':
      return subject.thresholds.map((threshold) => measureText(threshold, host)).join('; ');
    case 'heartbeat':
      return `critical after ${printDuration(subject.withinMs)} of silence`;
    case 'quorum':
      return [
        ...(subject.warning === undefined ? [] : [`warning with fewer than ${subject.warning} healthy`]),
        `critical with fewer than ${subject.atLeast} healthy`,
      ].join(', ');
    case 'burnRate':
      return burnText(subject);
    case 'command':
      return '';
  }
};

const variesByHost = ({ subject }: Check): boolean => {
  if (subject.kind === 'threshold') return subject.variants.length > 1;
  return subject.kind === 'probe' && subject.thresholds.some(({ variants }) => variants.length > 1);
};

/** Limits of a check in words: one text, or one for each host where they differ; empty for what has no limits of its own. */
export interface CheckLimits {
  readonly everywhere: string;
  readonly byHost: readonly { readonly host: string; readonly text: string }[];
}

export const checkLimits = (check: Check, metric: (id: string) => Metric): CheckLimits => {
  const lasting = check.timing.forMs === 0 || check.subject.kind === 'heartbeat' ? '' : `, for ${printDuration(check.timing.forMs)}`;
  const text = (host?: string): string => {
    const own = subjectText(check.subject, metric, host);
    return own === '' ? '' : `${own}${lasting}`;
  };
  if (!variesByHost(check)) return { everywhere: text(), byHost: [] };
  return { everywhere: '*', byHost: check.hosts.map((host) => ({ host, text: text(host) })) };
};
