import { passingCount } from '../../diagnostics/codes/plm338-passing-count.ts';
import { parseDuration, printDuration } from '../../model/duration.ts';
import type { Check } from '../../model/model.ts';
import { provenanceOf } from '../provenance.ts';
import type { Rule } from './rule.ts';

/** Is a line forgotten before the problem it makes has lasted long enough to be told? */
const isShort = ({ subject, timing }: Check): boolean => {
  if (subject.kind !== 'probe' || subject.probe !== 'log-pattern' || timing.forMs === 0) return false;
  const { within } = subject.fields;
  return typeof within !== 'string' || (parseDuration(within) ?? 0) <= timing.forMs;
};

/** Matching lines must count for longer than a problem has to last. */
export const logPatience: Rule = {
  name: 'log-patience',
  check: ({ definitions, models }, report) => {
    for (const model of models) {
      const { locate } = provenanceOf({ definitions }, model);
      for (const check of model.checks) {
        if (!isShort(check)) continue;
        const span = locate({ kind: 'checks', id: check.id, field: 'probe' });
        report(passingCount({ lasting: printDuration(check.timing.forMs) }, span));
      }
    }
  },
};
