import { invariant } from '../../../base/invariant.ts';
import type { Metric } from '../../../model/model.ts';
import type { Word } from '../escape.ts';
import { limitWords } from '../limit-words.ts';
import { literally, type MetricQuery, queryFor } from '../metric-source.ts';
import { gmetadOf } from '../options.ts';
import { checkCommand } from '../names.ts';
import { wholeSeconds } from '../time.ts';
import { carriers, metricPlugin } from './place.ts';
import { type CheckOf, type Polled, type Realised, refused, type Refused, type Scope } from './realised.ts';

/** A name gmetad can be asked for: its paths are split at `/`. */
const askable = /^[A-Za-z0-9_.-]+$/;

/** Why gmetad cannot be asked for one of these hosts; undefined when it can. */
export const unaskable = (hosts: readonly string[]): string | undefined => {
  const host = hosts.find((id) => !askable.test(id));
  return host === undefined ? undefined : `gmetad cannot be asked for a host with \`/\` in its name, as in \`${host}\``;
};

export const metricOf = (id: string, { metrics }: Scope): Metric => {
  const metric = metrics.get(id);
  invariant(metric, `no metric ${id}`);
  return metric;
};

/** The same question for the poller, where it is one for gmetad. */
export const polledBy = (metric: Metric, { backend }: MetricQuery, { options }: Scope): Omit<Polled, 'limits'> | undefined =>
  backend === 'prometheus'
    ? undefined
    : {
        name: metric.source.ganglia ?? metric.id,
        cluster: gmetadOf(options)?.cluster,
        label: metric.id,
        unit: metric.unit.name,
        type: metric.type,
        staleAfterMs: metric.staleAfterMs,
      };

const valueWords = (metric: Metric, query: MetricQuery): readonly Word[] => [
  ...query.words,
  ...literally('--label', metric.id, '--unit', metric.unit.name),
  ...(metric.type === 'counter' ? literally('--counter') : []),
  ...(query.backend === 'gmetad' ? literally('--stale-after', wholeSeconds(metric.staleAfterMs)) : []),
];

/** `--query.lookback-delta` of Prometheus when nobody sets it. */
const lookbackMs = 300_000;

const staleness = ({ staleAfterMs }: Metric, { backend }: MetricQuery): readonly string[] =>
  backend === 'gmetad' || staleAfterMs === lookbackMs
    ? []
    : ['Prometheus forgets a series after five minutes, whatever `staleAfter` says.'];

const variantsOf = (check: CheckOf<'threshold'>, scope: Scope) => {
  const [first, ...others] = check.subject.variants;
  if (check.hosts.length > 0 || first === undefined) return check.subject.variants;
  return others.length === 0 ? [{ ...first, hosts: carriers(check, scope) }] : [];
};

/** A metric held against limits: one command per set of limits. */
export const realiseThreshold = (check: CheckOf<'threshold'>, scope: Scope): Realised | Refused => {
  const metric = metricOf(check.subject.metric, scope);
  const query = queryFor(metric, { model: scope.model, options: scope.options, onHost: check.hosts.length > 0 });
  if (query === undefined) return refused('source', `nothing that Nagios asks has \`${metric.id}\``);
  const problem = query.backend === 'gmetad' ? unaskable(check.hosts) : undefined;
  if (problem !== undefined) return refused('words', problem);
  const variants = variantsOf(check, scope);
  const polled = polledBy(metric, query, scope);
  return {
    kind: 'realised',
    placements: variants.map(({ hosts, limits }, i) => ({
      hosts,
      command: checkCommand(check.id, i),
      polled: polled && { ...polled, limits },
    })),
    commands: variants.map(({ limits }, i) => ({
      name: checkCommand(check.id, i),
      words: [metricPlugin(scope.options), ...valueWords(metric, query), ...limitWords(limits)],
    })),
    localCommands: [],
    differences: staleness(metric, query),
  };
};
