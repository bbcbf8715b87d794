import { rateOfGauge } from '../../diagnostics/codes/plm370-rate-of-gauge.ts';
import { rateFunctions } from '../../promql/functions.ts';
import { soundExpressions } from '../analysis/expressions.ts';
import { seriesTypes } from '../analysis/series-types.ts';
import type { Rule } from './rule.ts';

/** A rate is only right of a counter; a burn rate takes rates of its counters itself. */
export const promqlGauges: Rule = {
  name: 'promql-gauges',
  check: ({ definitions }, report) => {
    const types = seriesTypes(definitions);
    for (const { role, analysis, at } of soundExpressions(definitions))
      for (const { name, place, over } of analysis.uses) {
        if (types.get(name) !== 'gauge') continue;
        const taken = over !== undefined && rateFunctions.has(over) ? over : role === 'counter' && over === undefined ? 'rate' : undefined;
        if (taken !== undefined) report(rateOfGauge({ over: taken, metric: name }, at(place)));
      }
  },
};
