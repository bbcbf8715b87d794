import { collectorUnwatched } from '../../diagnostics/codes/plm422-collector-unwatched.ts';
import type { Check, Metric, Model } from '../../model/model.ts';
import type { Rule } from './rule.ts';

/** What the collector says of itself at the end of each run. */
const lastRun = 'plimsoll_collector_last_run';

const metricOf = ({ subject }: Check, metrics: ReadonlyMap<string, Metric>): Metric | undefined => {
  const id = subject.kind === 'threshold' || subject.kind === 'heartbeat' ? subject.metric : undefined;
  return id === undefined ? undefined : metrics.get(id);
};

/** Does an expression ask how old the last run is? A file of node_exporter stays as it is when cron is dead. */
const asksForAge = (expression: string | undefined): boolean =>
  expression?.includes(lastRun) === true && /\btime\s*\(\s*\)/.test(expression);

const watches = (check: Check, metric: Metric | undefined, { targets }: Model): boolean => {
  if (check.subject.kind === 'command') return asksForAge(check.subject.prometheus);
  const asGanglia = check.subject.kind === 'heartbeat' && metric?.source.ganglia === lastRun && targets['nagios'] !== undefined;
  return asGanglia || asksForAge(metric?.source.prometheus);
};

/** Hosts whose checks look at what the collector brings, while no check looks whether it still comes; sorted. */
const unwatchedHosts = (model: Model): readonly string[] => {
  const metrics = new Map(model.metrics.map((metric) => [metric.id, metric]));
  const [relying, watched] = [new Set<string>(), new Set<string>()];
  for (const check of model.checks) {
    const metric = metricOf(check, metrics);
    if (watches(check, metric, model)) for (const host of check.hosts) watched.add(host);
    else if (metric?.source.dropFile !== undefined) for (const host of check.hosts) relying.add(host);
  }
  return [...relying].filter((host) => !watched.has(host)).sort();
};

export const collectorWatched: Rule = {
  name: 'collector-watched',
  check: ({ definitions: { settings }, models }, report) => {
    for (const model of models) {
      const { environment, targets } = model;
      const hosts = targets['ganglia'] === undefined ? [] : unwatchedHosts(model);
      if (hosts.length === 0) continue;
      report(collectorUnwatched({ environment, hosts }, settings.locate(['targets', 'ganglia'], 'key')));
      return;
    }
  },
};
