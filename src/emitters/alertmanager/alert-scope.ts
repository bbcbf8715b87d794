import type { Check, Metric, Model } from '../../model/model.ts';
import { checkExpression } from '../../promql/check.ts';
import { labelState } from '../../promql/labels.ts';

/** What decides whether an alert carries the label of its host. */
export interface Estate {
  readonly hostLabel: string;
  readonly metrics: ReadonlyMap<string, Metric>;
}

export const estateOf = ({ hostLabel, metrics }: Model): Estate => ({
  hostLabel,
  metrics: new Map(metrics.map((metric) => [metric.id, metric])),
});

const dropsHost = (expression: string | undefined, { hostLabel }: Estate): boolean =>
  expression !== undefined && labelState(checkExpression(expression).labels, hostLabel) === 'dropped';

/** Do the alerts of a check say which host they are about? */
export const namesHost = ({ subject, hosts }: Check, estate: Estate): boolean => {
  if (hosts.length === 0) return false;
  switch (subject.kind) {
    case 'threshold':
      return !dropsHost(estate.metrics.get(subject.metric)?.source.prometheus, estate);
    case 'command':
      return !dropsHost(subject.prometheus, estate);
    case 'probe':
    case 'heartbeat':
      return true;
    case 'quorum':
    case 'burnRate':
      return false;
  }
};
