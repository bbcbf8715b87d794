import { unusedMetric } from '../../diagnostics/codes/plm317-unused-metric.ts';
import { unusedThreshold } from '../../diagnostics/codes/plm318-unused-threshold.ts';
import { type Definitions, isWhole } from '../definitions.ts';
import type { Rule } from './rule.ts';

const usedThresholds = ({ checks }: Definitions): ReadonlySet<string> => {
  const used = new Set<string>();
  for (const { value } of checks.values()) {
    if (value.threshold !== undefined) used.add(value.threshold);
    for (const id of Object.values(value.thresholds ?? {})) used.add(id);
  }
  return used;
};

const usedMetrics = ({ checks, thresholds }: Definitions): ReadonlySet<string> => {
  const used = new Set<string>();
  for (const { value } of thresholds.values()) if (value.metric !== undefined) used.add(value.metric);
  for (const { value } of checks.values()) if (value.heartbeat?.metric !== undefined) used.add(value.heartbeat.metric);
  return used;
};

/** Every word in an expression of a check: what of it is a metric is not asked here. */
const wordsInExpressions = ({ checks }: Definitions): ReadonlySet<string> => {
  const words = new Set<string>();
  for (const { value } of checks.values())
    for (const text of [value.command?.prometheus, value.burnRate?.errors, value.burnRate?.total])
      text?.match(/\w+/g)?.forEach((word) => words.add(word));
  return words;
};

const allDefined = (ids: ReadonlySet<string>, known: ReadonlyMap<string, unknown>): boolean => [...ids].every((id) => known.has(id));

/** Says nothing while a definition that might use another cannot be read. */
export const unusedDefinitions: Rule = {
  name: 'unused-definitions',
  check: ({ definitions }, report) => {
    const metrics = usedMetrics(definitions);
    const thresholds = usedThresholds(definitions);
    const named = wordsInExpressions(definitions);
    const checksKnown = isWhole(definitions.checks);
    // A name that leads nowhere may be a misspelling of the one that seems unused.
    const thresholdsUsed = checksKnown && allDefined(thresholds, definitions.thresholds);
    const metricsUsed = checksKnown && isWhole(definitions.thresholds) && allDefined(metrics, definitions.metrics);
    for (const [id, entry] of definitions.metrics)
      if (metricsUsed && !metrics.has(id) && !named.has(id)) report(unusedMetric({ metric: id }, entry.locate([])));
    for (const [id, entry] of definitions.thresholds)
      if (thresholdsUsed && !thresholds.has(id)) report(unusedThreshold({ threshold: id }, entry.locate([])));
  },
};
