import { forBelowInterval } from '../../diagnostics/codes/plm311-for-below-interval.ts';
import { printDuration } from '../../model/duration.ts';
import { provenanceOf } from '../provenance.ts';
import type { Rule } from './rule.ts';

/** `for` needs at least a second look. */
export const checkPatience: Rule = {
  name: 'check-patience',
  check: ({ definitions, models }, report) => {
    for (const model of models) {
      const { locate } = provenanceOf({ definitions }, model);
      for (const { id, timing } of model.checks) {
        const { forMs, retryMs } = timing;
        if (forMs === 0 || forMs >= retryMs) continue;
        report(
          forBelowInterval({ lasting: printDuration(forMs), every: printDuration(retryMs) }, locate({ kind: 'checks', id, field: 'for' })),
        );
      }
    }
  },
};
