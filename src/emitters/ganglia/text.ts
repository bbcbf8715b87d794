import type { Metric } from '../../model/model.ts';
import { gangliaTextChanged } from '../../diagnostics/codes/plm417-ganglia-text-changed.ts';
import type { EmitContext } from '../contract.ts';
import { gangliaText } from './escape.ts';

/**
 * Bytes; what gmetric sends about a metric must fit into one datagram of 1464 (libgmond.c, 3.7.2), with the name twice, the host and
 * the group, and every line of gmond's XML into 1024.
 */
export const textLimits = { unit: 60, title: 120, why: 450 } as const;

/** Does a reader of Ganglia see all of it, in its own characters? */
export const isShownInFull = (metric: Metric, field: 'title' | 'why'): boolean => !gangliaText(metric[field], textLimits[field]).changed;

/** Title or motivation as Ganglia shows it; a reader who loses something by it is told. */
export const shownText = (metric: Metric, field: 'title' | 'why', context: EmitContext): string => {
  const { text, changed } = gangliaText(metric[field], textLimits[field]);
  if (changed) {
    const origin = context.locate({ kind: 'metrics', id: metric.id, field });
    context.report(gangliaTextChanged({ id: metric.id, field }, origin));
  }
  return text;
};
