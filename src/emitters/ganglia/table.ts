import { parseDecimal } from '../../base/decimal.ts';
import { sortedBy } from '../../base/compare.ts';
import type { Metric } from '../../model/model.ts';
import type { EmitContext } from '../contract.ts';
import { shownText } from './text.ts';
import { dmaxSeconds, periodSeconds, wireType } from './wire.ts';

/** Columns of a table, in order; none is ever empty, since a shell drops empty ones. */
export const columns = ['key', 'type', 'numbers', 'low', 'high', 'slope', 'tmax', 'dmax', 'units', 'title', 'description'] as const;

const row = (metric: Metric, context: EmitContext): string =>
  [
    metric.id,
    wireType(metric),
    metric.integer ? 'whole' : 'decimal',
    metric.range.low ?? 'none',
    metric.range.high ?? 'none',
    // gmetad keeps a metric with slope `positive` as a COUNTER, every other as a GAUGE. (gmetad/rrd_helpers.c, 3.7.2)
    metric.type === 'counter' ? 'positive' : 'both',
    String(periodSeconds),
    String(dmaxSeconds(metric.staleAfterMs)),
    metric.unit.name === '' ? 'count' : metric.unit.name,
    shownText(metric, 'title', context),
    shownText(metric, 'why', context),
  ].join('\t');

/** The metrics of each drop file, both sorted. */
export const byDropFile = (metrics: readonly Metric[]): readonly (readonly [string, readonly Metric[]])[] => {
  const files = new Map<string, Metric[]>();
  for (const metric of sortedBy(metrics, ({ id }) => id)) {
    const name = metric.source.dropFile;
    if (name === undefined) continue;
    const found = files.get(name);
    if (found === undefined) files.set(name, [metric]);
    else found.push(metric);
  }
  return sortedBy(files, ([name]) => name);
};

/** The rows of one table, each marked as coming from its metric. */
export const tableView = (metrics: readonly Metric[], context: EmitContext) => ({
  columns: columns.join('\t'),
  rows: metrics.map((metric) => ({ text: `${context.mark({ kind: 'metrics', id: metric.id })}${row(metric, context)}` })),
});

const printable = /^[ !#-%'-;=?-[\]-~]+$/;
const decimalOrNone = (text: string): boolean => text === 'none' || parseDecimal(text) !== undefined;
const seconds = (text: string): boolean => /^[1-9]\d{0,9}$/.test(text);

const accepts: Readonly<Record<(typeof columns)[number], (text: string) => boolean>> = {
  key: (text) => /^[A-Za-z_][A-Za-z0-9_.-]{0,199}$/.test(text),
  type: (text) => ['double', 'int32', 'uint32'].includes(text),
  numbers: (text) => ['decimal', 'whole'].includes(text),
  low: decimalOrNone,
  high: decimalOrNone,
  slope: (text) => ['both', 'positive'].includes(text),
  tmax: seconds,
  dmax: seconds,
  units: (text) => printable.test(text),
  title: (text) => printable.test(text),
  description: (text) => printable.test(text),
};

/** What is wrong with a line of a table; undefined when nothing is. */
export const rowProblem = (line: string): string | undefined => {
  if (line === '' || line.startsWith('#')) return undefined;
  const cells = line.split('\t');
  if (cells.length !== columns.length) return `has ${cells.length} columns, not ${columns.length}`;
  const bad = columns.find((column, i) => !accepts[column](cells[i] ?? ''));
  return bad === undefined ? undefined : `has no valid ${bad}`;
};
