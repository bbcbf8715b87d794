import { defineCode } from '../define-code.ts';

export const notACounter = defineCode<{ check: string; expression: string }>({
  code: 'PLM433',
  slug: 'not-a-counter',
  severity: 'error',
  message: (p) => `\`rate\` cannot be taken of \`${p.expression}\``,
  label: 'not a selector, nor a sum of selectors',
  why: 'the burn rate is made of rates over several windows, and a rate can only be taken of counters as they are stored',
  help: 'name the counter itself, or add counters with `+`, `or` or `sum(...)`, without `rate` and without ranges',
});
