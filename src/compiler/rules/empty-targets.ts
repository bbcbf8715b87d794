import { emptyGroup } from '../../diagnostics/codes/plm314-empty-group.ts';
import { inventoryOf } from '../analysis/inventories.ts';
import { isWhole } from '../definitions.ts';
import { listOf } from '../link/context.ts';
import { hostsOf } from '../link/thresholds.ts';
import type { Rule } from './rule.ts';

/** A check on groups that have no host in any of its environments; silent while a host or group cannot be understood. */
export const emptyTargets: Rule = {
  name: 'empty-targets',
  check: ({ definitions, models }, report) => {
    const { hosts, groups } = definitions;
    if (!isWhole(hosts) || !isWhole(groups)) return;
    for (const entry of definitions.checks.values()) {
      const { environments } = entry.value;
      const own = models.filter(({ environment }) => environments?.includes(environment) ?? true);
      for (const id of listOf(entry.value.on)) {
        // A name that is both is reported as ambiguous.
        if (groups.has(id) !== hosts.has(id) && own.every((model) => hostsOf([id], inventoryOf(model)).length === 0))
          report(emptyGroup({ check: entry.id, on: id }, entry.locate(['on'])));
      }
    }
  },
};
