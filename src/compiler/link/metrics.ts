import type { MetricDefinition } from '../../definitions/metric.ts';
import { invertedInterval } from '../../diagnostics/codes/plm328-inverted-interval.ts';
import { unknownUnit } from '../../diagnostics/codes/plm305-unknown-unit.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import { parseDuration } from '../../model/duration.ts';
import type { Metric, MetricSource } from '../../model/model.ts';
import { parseUnit, type Unit, unitNames } from '../../model/unit.ts';
import type { Definitions, Entry } from '../definitions.ts';
import { exists } from './context.ts';
import { readBound } from './limits.ts';

/** The unit written at `span`; reported when it is none. */
export const linkUnit = (text: string, span: () => Span, report: Report): Unit | undefined => {
  const unit = parseUnit(text);
  if (unit === undefined) report(unknownUnit({ unit: text, known: unitNames }, span()));
  return unit;
};

/** `offline_queue_depth` as people say it: `Offline queue depth`. */
const titleOf = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1).replaceAll('_', ' ');

const sourceOf = ({ from }: MetricDefinition): MetricSource => ({
  ...(from.dropFile === undefined ? {} : { dropFile: from.dropFile }),
  ...(from.ganglia === undefined ? {} : { ganglia: from.ganglia }),
  ...(from.prometheus === undefined ? {} : { prometheus: from.prometheus }),
});

const rangeOf = (entry: Entry<MetricDefinition>, unit: Unit, report: Report): Metric['range'] => {
  const [low = '', high = ''] = (entry.value.range ?? '..').split('..');
  const locate = () => entry.locate(['range']);
  const bound = (text: string): string | undefined =>
    text === '' ? undefined : readBound(text, locate, { measured: { subject: entry.id, unit }, report })?.text;
  const [lowest, highest] = [bound(low), bound(high)];
  if (lowest !== undefined && highest !== undefined && Number(lowest) > Number(highest)) {
    report(invertedInterval({ low: lowest, high: highest }, locate()));
    return {};
  }
  return { ...(lowest === undefined ? {} : { low: lowest }), ...(highest === undefined ? {} : { high: highest }) };
};

const linkMetric = (entry: Entry<MetricDefinition>, { teams }: Definitions, report: Report): Metric | undefined => {
  const { value, id } = entry;
  exists({ kind: 'team', id: value.owner, span: () => entry.locate(['owner']) }, teams, report);
  const unit = linkUnit(value.unit, () => entry.locate(['unit']), report);
  return (
    unit && {
      id,
      why: value.why,
      owner: value.owner,
      type: value.type,
      unit,
      title: value.title ?? titleOf(id),
      integer: value.integer ?? false,
      range: rangeOf(entry, unit, report),
      source: sourceOf(value),
      staleAfterMs: parseDuration(value.staleAfter ?? '5m') ?? 0,
    }
  );
};

/** The metrics whose unit is known; they are the same in every environment. */
export const linkMetrics = (definitions: Definitions, report: Report): ReadonlyMap<string, Metric> =>
  new Map(
    [...definitions.metrics.values()].flatMap((entry): readonly [string, Metric][] => {
      const metric = linkMetric(entry, definitions, report);
      return metric === undefined ? [] : [[entry.id, metric]];
    }),
  );
