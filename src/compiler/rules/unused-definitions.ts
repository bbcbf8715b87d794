import { unusedMetric } from '../../diagnostics/codes/plm317-unused-metric.ts';
import { unusedThreshold } from '../../diagnostics/codes/plm318-unused-threshold.ts';
import { type Definitions, isWhole } from '../definitions.ts';
import type { Rule } from './rule.ts';

const usedThresholds = ({ checks }: Definitions): ReadonlySet<string> =>
  new Set(
    [...checks.values()].flatMap(({ value }) => [
      ...(value.threshold === undefined ? [] : [value.threshold]),
      ...Object.values(value.thresholds ?? {}),
    ]),
  );

const usedMetrics = ({ checks, thresholds }: Definitions): ReadonlySet<string> =>
  new Set([
    ...[...thresholds.values()].flatMap(({ value }) => value.metric ?? []),
    ...[...checks.values()].flatMap(({ value }) => value.heartbeat?.metric ?? []),
  ]);

/** Every word in an expression of a check: what of it is a metric is not asked here. */
const wordsInExpressions = ({ checks }: Definitions): ReadonlySet<string> =>
  new Set(
    [...checks.values()].flatMap(({ value: { command, burnRate } }) =>
      [command?.prometheus, burnRate?.errors, burnRate?.total].flatMap((text) => text?.match(/\w+/g) ?? []),
    ),
  );

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
