import { printDuration } from '../../../model/duration.ts';
import type { BurnTier } from '../../../model/model.ts';
import { endpointOf, literally, selectHost } from '../metric-source.ts';
import { onOneLine } from '../query-text.ts';
import { metricPlugin, oneCommand } from './place.ts';
import { type CheckOf, type Realised, refused, type Refused, type Scope } from './realised.ts';

const share = ({ errors, total }: CheckOf<'burnRate'>['subject'], by: string, windowMs: number): string => {
  const window = printDuration(windowMs);
  return `sum${by} (rate(${errors}[${window}])) / sum${by} (rate(${total}[${window}]))`;
};

/** Enough events over the long window to judge by. */
const traffic = ({ total, minimumRate }: CheckOf<'burnRate'>['subject'], by: string, { longMs }: BurnTier): readonly string[] =>
  minimumRate === undefined
    ? []
    : [`(sum${by} (rate(${total}[${printDuration(longMs)}])) >= ${minimumRate.events} / ${minimumRate.seconds})`];

const tierQuery = (subject: CheckOf<'burnRate'>['subject'], by: string, tier: BurnTier): string =>
  [
    ...[tier.longMs, tier.shortMs].map((windowMs) => `(${share(subject, by, windowMs)} > ${tier.ceiling})`),
    ...traffic(subject, by, tier),
  ].join(' and ');

/** An error budget that burns too fast: only Prometheus has the history, so only it can be asked. */
export const realiseBurnRate = (check: CheckOf<'burnRate'>, scope: Scope): Realised | Refused => {
  const onHost = check.hosts.length > 0;
  const queryScope = { model: scope.model, options: scope.options, onHost };
  const endpoint = endpointOf(queryScope);
  if (endpoint === undefined) return refused('source', 'a burn rate needs history, which only Prometheus has');
  const by = onHost ? ` by (${scope.model.hostLabel})` : '';
  const subject = { ...check.subject, errors: onOneLine(check.subject.errors), total: onOneLine(check.subject.total) };
  const problems = subject.tiers.flatMap((tier) => literally('--problem', `${tier.severity}=${tierQuery(subject, by, tier)}`));
  const words = [metricPlugin(scope.options), ...endpoint, ...selectHost(queryScope), ...literally('--label', check.id), ...problems];
  return oneCommand(check, words, scope);
};
