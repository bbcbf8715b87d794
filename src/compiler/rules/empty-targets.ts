import { emptyGroup } from '../../diagnostics/codes/plm314-empty-group.ts';
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
    const inventories = models.map((model) => ({
      environment: model.environment,
      hosts: new Map(model.hosts.map((host) => [host.id, host])),
      groups: new Map(model.groups.map((group) => [group.id, group])),
    }));
    for (const entry of definitions.checks.values()) {
      const { environments } = entry.value;
      const own = inventories.filter(({ environment }) => environments?.includes(environment) ?? true);
      for (const id of listOf(entry.value.on)) {
        // A name that is both is reported as ambiguous.
        if (groups.has(id) !== hosts.has(id) && own.every((inventory) => hostsOf([id], inventory).size === 0))
          report(emptyGroup({ check: entry.id, on: id }, entry.locate(['on'])));
      }
    }
  },
};
