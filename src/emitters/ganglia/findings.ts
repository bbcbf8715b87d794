import { printDuration } from '../../model/duration.ts';
import type { Metric, Model } from '../../model/model.ts';
import { gangliaInexactRange } from '../../diagnostics/codes/plm420-ganglia-inexact-range.ts';
import { gangliaLongDropFile } from '../../diagnostics/codes/plm423-ganglia-long-drop-file.ts';
import { gangliaLongUnit } from '../../diagnostics/codes/plm416-ganglia-long-unit.ts';
import { gangliaNameClash } from '../../diagnostics/codes/plm418-ganglia-name-clash.ts';
import { gangliaNameTaken } from '../../diagnostics/codes/plm415-ganglia-name-taken.ts';
import { gangliaNoSource } from '../../diagnostics/codes/plm419-ganglia-no-source.ts';
import { gangliaShortLife } from '../../diagnostics/codes/plm421-ganglia-short-life.ts';
import type { EmitContext } from '../contract.ts';
import { takenBy } from './names.ts';
import { isShownInFull, textLimits } from './text.ts';
import { inexactEnd, shortestLifeSeconds } from './wire.ts';

/** 255 bytes in every file system, less the ending and what a producer adds to a temporary name. */
const dropFileLimit = 200;

type Place = (field?: string) => ReturnType<EmitContext['locate']>;

const placeIn =
  (metric: Metric, context: EmitContext): Place =>
  (field) =>
    context.locate({ kind: 'metrics', id: metric.id, ...(field === undefined ? {} : { field }) });

const reportIdentity = (metric: Metric, place: Place, { report }: EmitContext): void => {
  const by = takenBy(metric.id);
  if (by !== undefined) report(gangliaNameTaken({ name: metric.id, by }, place()));
  if ((metric.source.dropFile ?? '').length > dropFileLimit) report(gangliaLongDropFile({ limit: dropFileLimit }, place('from.dropFile')));
  const unit = metric.unit.name;
  if (unit.length > textLimits.unit) report(gangliaLongUnit({ unit, limit: textLimits.unit }, place('unit')));
};

const sayParity = ({ id }: Metric, because: readonly string[], { parity }: EmitContext): void =>
  parity({ kind: 'metrics', id, fidelity: because.length === 0 ? 'exact' : 'approximate', because });

/** What a reader of Ganglia has otherwise than it is defined. */
const differences = (metric: Metric): readonly string[] => [
  ...(isShownInFull(metric, 'title') ? [] : ['Ganglia shows the title in other characters, or not all of it.']),
  ...(isShownInFull(metric, 'why') ? [] : ['Ganglia shows the reason in other characters, or not all of it.']),
  ...(inexactEnd(metric) === undefined ? [] : ['Ganglia keeps doubles, which skip whole numbers beyond 9007199254740992.']),
  ...(livesTooLong(metric)
    ? [`Ganglia keeps a value for ${printDuration(shortestLifeSeconds * 1000)}, longer than \`staleAfter\` says.`]
    : []),
];

const livesTooLong = ({ staleAfterMs }: Metric): boolean => staleAfterMs < shortestLifeSeconds * 1000;

/** What Ganglia cannot say faithfully of a metric that the collector sends. */
export const reportCollected = (metric: Metric, context: EmitContext): void => {
  const place = placeIn(metric, context);
  sayParity(metric, differences(metric), context);
  reportIdentity(metric, place, context);
  const end = inexactEnd(metric);
  if (end !== undefined) context.report(gangliaInexactRange({ id: metric.id, end }, place('range')));
  if (livesTooLong(metric)) {
    const texts = { staleAfter: printDuration(metric.staleAfterMs), shortest: printDuration(shortestLifeSeconds * 1000) };
    context.report(gangliaShortLife(texts, place('staleAfter')));
  }
};

const reportClash = (metric: Metric, name: string, context: EmitContext): void => {
  const other = context.locate({ kind: 'metrics', id: name });
  const related = other === undefined ? [] : [{ span: other, label: 'sent by the collector' }];
  context.report(gangliaNameClash({ name }, placeIn(metric, context)('from.ganglia'), related));
  sayParity(metric, [`In Ganglia \`${name}\` is another metric, which the collector sends.`], context);
};

const reportOther = (metric: Metric, collected: ReadonlySet<string>, context: EmitContext): void => {
  const { id, source } = metric;
  if (source.ganglia === undefined) {
    context.report(gangliaNoSource({ id }, placeIn(metric, context)()));
    context.parity({ kind: 'metrics', id, fidelity: 'impossible', because: ['It has no source that Ganglia could show.'] });
  } else if (source.ganglia !== id && collected.has(source.ganglia)) reportClash(metric, source.ganglia, context);
  else sayParity(metric, [], context);
};

/** Notes on metrics the collector does not send: none in Ganglia at all, or one that is really another's. */
export const reportOthers = (model: Model, context: EmitContext): void => {
  const collected = new Set(model.metrics.filter(({ source }) => source.dropFile !== undefined).map(({ id }) => id));
  for (const metric of model.metrics) if (metric.source.dropFile === undefined) reportOther(metric, collected, context);
};
