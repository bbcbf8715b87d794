import { oncePer } from '../../base/once-per.ts';
import type { MetricDefinition } from '../../definitions/metric.ts';
import type { MetricType } from '../../model/model.ts';
import { bare } from '../../promql/ast.ts';
import { checkExpression } from '../../promql/check.ts';
import type { Definitions } from '../definitions.ts';

/** The series a metric is, rather than is calculated from. */
const seriesOf = (id: string, { from }: MetricDefinition): string | undefined => {
  if (from.prometheus === undefined) return from.dropFile === undefined ? undefined : id;
  const { tree } = checkExpression(from.prometheus);
  const inner = tree && bare(tree);
  return inner?.kind === 'selector' ? inner.name : undefined;
};

/** What the estate declares its series to be, by name in Prometheus; none where two metrics disagree. */
export const seriesTypes = oncePer(({ metrics }: Definitions): ReadonlyMap<string, MetricType> => {
  const types = new Map<string, MetricType>();
  const disputed = new Set<string>();
  for (const [id, { value }] of metrics) {
    const name = seriesOf(id, value);
    if (name === undefined) continue;
    if ((types.get(name) ?? value.type) !== value.type) disputed.add(name);
    types.set(name, value.type);
  }
  for (const name of disputed) types.delete(name);
  return types;
});
