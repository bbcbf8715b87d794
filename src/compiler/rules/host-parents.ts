import { parentCycle } from '../../diagnostics/codes/plm210-parent-cycle.ts';
import { findCycles } from '../analysis/cycles.ts';
import type { Rule } from './rule.ts';

export const hostParents: Rule = {
  name: 'host-parents',
  check: ({ definitions: { hosts } }, report) => {
    const parents = (id: string): readonly string[] => hosts.get(id)?.value.parents ?? [];
    for (const cycle of findCycles([...hosts.keys()], parents)) {
      const [first = '', second = ''] = cycle;
      const entry = hosts.get(first);
      if (entry !== undefined) report(parentCycle({ cycle }, entry.locate(['parents', parents(first).indexOf(second)])));
    }
  },
};
