import { staleBeforeNext } from '../../diagnostics/codes/plm326-stale-before-next.ts';
import { printDuration } from '../../model/duration.ts';
import type { Check, Metric, Origin } from '../../model/model.ts';
import { provenanceOf } from '../provenance.ts';
import type { Rule } from './rule.ts';

interface Patience {
  readonly metric: string;
  readonly staleMs: number;
  readonly origin: Origin;
}

const patienceOf = ({ id, subject }: Check, metrics: ReadonlyMap<string, Metric>): Patience | undefined => {
  if (subject.kind === 'heartbeat')
    return { metric: subject.metric ?? id, staleMs: subject.withinMs, origin: { kind: 'checks', id, field: 'heartbeat.within' } };
  const metric = subject.kind === 'threshold' ? metrics.get(subject.metric) : undefined;
  return metric && { metric: metric.id, staleMs: metric.staleAfterMs, origin: { kind: 'metrics', id: metric.id, field: 'staleAfter' } };
};

/** A value must not grow stale between two looks. */
export const checkStaleness: Rule = {
  name: 'check-staleness',
  check: ({ definitions, models }, report) => {
    for (const model of models) {
      const { locate } = provenanceOf({ definitions }, model);
      const metrics = new Map(model.metrics.map((metric) => [metric.id, metric]));
      for (const check of model.checks) {
        const patience = patienceOf(check, metrics);
        const { everyMs } = check.timing;
        if (patience === undefined || patience.staleMs >= everyMs) continue;
        const texts = { metric: patience.metric, stale: printDuration(patience.staleMs), every: printDuration(everyMs) };
        report(staleBeforeNext(texts, locate(patience.origin)));
      }
    }
  },
};
