import { defineCode } from '../define-code.ts';

export const parentCycle = defineCode<{ cycle: readonly string[] }>({
  code: 'PLM210',
  slug: 'parent-cycle',
  severity: 'error',
  message: (p) => `hosts are each other's parents: ${p.cycle.join(' → ')}`,
  why: 'no host in the circle could ever be said to be behind another',
  help: 'take one of the parents out',
});
