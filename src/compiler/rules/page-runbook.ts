import { pageWithoutRunbook } from '../../diagnostics/codes/plm315-page-without-runbook.ts';
import { provenanceOf } from '../provenance.ts';
import type { Rule } from './rule.ts';

export const pageRunbook: Rule = {
  name: 'page-runbook',
  check: ({ definitions, models }, report) => {
    for (const model of models) {
      const { locate } = provenanceOf({ definitions }, model);
      for (const { id, notify, runbook } of model.checks) {
        const level = (['critical', 'warning'] as const).find((one) => notify[one] === 'page');
        if (level !== undefined && runbook === undefined)
          report(pageWithoutRunbook({ check: id }, locate({ kind: 'checks', id, field: `notify.${level}` })));
      }
    }
  },
};
