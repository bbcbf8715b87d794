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
import { textLimits } from './text.ts';
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

/** What Ganglia cannot say faithfully of a metric that the collector sends. */
export const reportCollected = (metric: Metric, context: EmitContext): void => {
  const place = placeIn(metric, context);
  reportIdentity(metric, place, context);
  const end = inexactEnd(metric);
  if (end !== undefined) context.report(gangliaInexactRange({ id: metric.id, end }, place('range')));
  if (metric.staleAfterMs < shortestLifeSeconds * 1000) {
    const texts = { staleAfter: printDuration(metric.staleAfterMs), shortest: printDuration(shortestLifeSeconds * 1000) };
    context.report(gangliaShortLife(texts, place('staleAfter')));
  }
};

/** Notes on metrics the collector does not send: none in Ganglia at all, or one that is really another's. */
export const reportOthers = (model: Model, context: EmitContext): void => {
  const collected = new Set(model.metrics.filter(({ source }) => source.dropFile !== undefined).map(({ id }) => id));
  for (const metric of model.metrics) {
    if (metric.source.dropFile !== undefined) continue;
    const place = placeIn(metric, context);
    const name = metric.source.ganglia;
    if (name === undefined) context.report(gangliaNoSource({ id: metric.id }, place()));
    else if (name !== metric.id && collected.has(name)) {
      const other = context.locate({ kind: 'metrics', id: name });
      const related = other === undefined ? [] : [{ span: other, label: 'sent by the collector' }];
      context.report(gangliaNameClash({ name }, place('from.ganglia'), related));
    }
  }
};
