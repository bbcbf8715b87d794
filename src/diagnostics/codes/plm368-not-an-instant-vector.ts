import { defineCode } from '../define-code.ts';

export const notAnInstantVector = defineCode<{ type: 'range vector' | 'string' }>({
  code: 'PLM368',
  slug: 'not-an-instant-vector',
  severity: 'error',
  message: (p) => `this expression gives a ${p.type}`,
  label: 'an instant vector is needed here',
  why: 'Prometheus loads a rule with such an expression, fails each time it evaluates it, and never fires',
  help: (p) => (p.type === 'string' ? 'write an expression over series' : 'wrap it in a function such as `rate(…)`, or remove the range'),
});
