import { printDuration } from '../../../model/duration.ts';
import type { BurnTier } from '../../../model/model.ts';
import { parsePromql } from '../../../promql/parse.ts';
import { rateOf } from '../../counter-rate.ts';
import { endpointOf, literally, selectHost } from '../metric-source.ts';
import { onOneLine } from '../query-text.ts';
import { metricPlugin, oneCommand } from './place.ts';
import { type CheckOf, type Realised, refused, type Refused, type Scope } from './realised.ts';

/** The rate of a counter over a window. */
type Rate = (windowMs: number) => string;

interface Rates {
  readonly errors: Rate;
  readonly total: Rate;
  readonly minimumRate: CheckOf<'burnRate'>['subject']['minimumRate'];
}

const rateIn = (expression: string, by: string): Rate | undefined => {
  const text = onOneLine(expression);
  const parsed = parsePromql(text);
  const rate = parsed.ok ? rateOf(text, parsed.tree, by) : undefined;
  return rate && ((windowMs) => rate(printDuration(windowMs)));
};

/** Enough events over the long window to judge by. */
const traffic = ({ total, minimumRate }: Rates, { longMs }: BurnTier): readonly string[] =>
  minimumRate === undefined ? [] : [`(${total(longMs)} >= ${minimumRate.events} / ${minimumRate.seconds})`];

const tierQuery = (rates: Rates, tier: BurnTier): string =>
  [
    ...[tier.longMs, tier.shortMs].map((windowMs) => `(${rates.errors(windowMs)} / ${rates.total(windowMs)} > ${tier.ceiling})`),
    ...traffic(rates, tier),
  ].join(' and ');

const shortestOf = (tiers: readonly BurnTier[]): number => Math.min(...tiers.flatMap(({ longMs, shortMs }) => [longMs, shortMs]));

/**
 * An error budget that burns too fast: only Prometheus has the history, so only it can be asked. Where no events are counted at all,
 * nothing burns and nothing is known.
 */
export const realiseBurnRate = (check: CheckOf<'burnRate'>, scope: Scope): Realised | Refused => {
  const onHost = check.hosts.length > 0;
  const queryScope = { model: scope.model, options: scope.options, onHost };
  const endpoint = endpointOf(queryScope);
  if (endpoint === undefined) return refused('source', 'a burn rate needs history, which only Prometheus has');
  const by = onHost ? ` by (${scope.model.hostLabel}) ` : '';
  const { errors: failed, total: all, tiers, minimumRate } = check.subject;
  const [errors, total] = [rateIn(failed, by), rateIn(all, by)];
  if (errors === undefined || total === undefined)
    return refused('source', `\`rate\` cannot be taken of \`${errors === undefined ? failed : all}\``);
  const rates = { errors, total, minimumRate };
  const problems = tiers.flatMap((tier) => literally('--problem', `${tier.severity}=${tierQuery(rates, tier)}`));
  const seen = literally('--seen', total(shortestOf(tiers)));
  const words = [
    metricPlugin(scope.options),
    ...endpoint,
    ...selectHost(queryScope),
    ...literally('--label', check.id),
    ...problems,
    ...seen,
  ];
  return oneCommand(check, words, scope);
};
