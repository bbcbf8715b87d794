import { dependencyCycle } from '../../diagnostics/codes/plm211-dependency-cycle.ts';
import { findCycles } from '../analysis/cycles.ts';
import type { Rule } from './rule.ts';

export const checkDependencies: Rule = {
  name: 'check-dependencies',
  check: ({ definitions: { checks } }, report) => {
    const needs = (id: string): readonly string[] => {
      const { dependsOn = [], quorum } = checks.get(id)?.value ?? {};
      return quorum === undefined || quorum.healthy === id ? dependsOn : [...dependsOn, quorum.healthy];
    };
    for (const cycle of findCycles([...checks.keys()], needs)) {
      const [first = '', second = ''] = cycle;
      const entry = checks.get(first);
      const index = entry?.value.dependsOn?.indexOf(second) ?? -1;
      if (entry !== undefined) report(dependencyCycle({ cycle }, entry.locate(index < 0 ? ['quorum', 'healthy'] : ['dependsOn', index])));
    }
  },
};
