import { defineCode } from '../define-code.ts';

export const dependencyCycle = defineCode<{ cycle: readonly string[] }>({
  code: 'PLM211',
  slug: 'dependency-cycle',
  severity: 'error',
  message: (p) => `checks depend on each other: ${p.cycle.join(' → ')}`,
  why: 'each would be silenced by the other, and nobody would be told',
  help: 'take one of the dependencies out',
});
