import { defineCode } from '../define-code.ts';

export const groupCycle = defineCode<{ cycle: readonly string[] }>({
  code: 'PLM205',
  slug: 'group-cycle',
  severity: 'error',
  message: (p) => `groups contain each other: ${p.cycle.join(' → ')}`,
  why: 'a group inside itself has no set of members',
  help: 'take one of the groups out of the circle',
});
