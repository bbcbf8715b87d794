import { rawCounter } from '../../diagnostics/codes/plm371-raw-counter.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import type { Metric, MetricType } from '../../model/model.ts';
import type { Expression } from '../../promql/ast.ts';
import { limitedCounters, rawCounters } from '../analysis/raw-counters.ts';
import { type Authored, soundExpressions } from '../analysis/expressions.ts';
import { seriesTypes } from '../analysis/series-types.ts';
import type { Rule, RuleInput } from './rule.ts';

type Find = (tree: Expression, isCounter: (name: string) => boolean) => ReturnType<typeof rawCounters>;

const reporter =
  (types: ReadonlyMap<string, MetricType>, report: Report) =>
  ({ analysis, at }: Authored, find: Find): void => {
    // By convention a name that ends in `_total` is a counter, unless the estate says otherwise.
    const isCounter = (name: string): boolean => (types.get(name) ?? (name.endsWith('_total') ? 'counter' : 'gauge')) === 'counter';
    const found = analysis.tree === undefined ? [] : find(analysis.tree, isCounter);
    for (const { name, place } of found) report(rawCounter({ metric: name }, at(place)));
  };

const isRawDrop = ({ type, unit, source }: Metric): boolean => type === 'counter' && !unit.rate && source.prometheus === undefined;

/** Metrics that some threshold check holds against limits, with the threshold. */
const limitedMetrics = ({ models }: RuleInput): ReadonlyMap<string, { readonly metric: Metric; readonly threshold: string }> => {
  const found = new Map<string, { readonly metric: Metric; readonly threshold: string }>();
  for (const { checks, metrics } of models) {
    const known = new Map(metrics.map((metric) => [metric.id, metric]));
    for (const { subject } of checks) {
      const metric = subject.kind === 'threshold' ? known.get(subject.metric) : undefined;
      if (subject.kind === 'threshold' && metric !== undefined) found.set(subject.threshold, { metric, threshold: subject.threshold });
    }
  }
  return found;
};

export const promqlCounters: Rule = {
  name: 'promql-counters',
  check: (input, report) => {
    const { definitions } = input;
    const limited = [...limitedMetrics(input).values()];
    const ids = new Set(limited.map(({ metric }) => metric.id));
    const look = reporter(seriesTypes(definitions), report);
    for (const expression of soundExpressions(definitions)) {
      if (expression.role === 'condition') look(expression, limitedCounters);
      if (expression.role === 'metric' && ids.has(expression.id)) look(expression, rawCounters);
    }
    for (const { metric, threshold } of limited)
      if (isRawDrop(metric)) report(rawCounter({ metric: metric.id }, definitions.thresholds.get(threshold)?.locate(['metric'])));
  },
};
