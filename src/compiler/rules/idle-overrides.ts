import { idleOverride } from '../../diagnostics/codes/plm324-idle-override.ts';
import { listOf } from '../link/context.ts';
import { hostsOf } from '../link/thresholds.ts';
import type { Rule, RuleInput } from './rule.ts';

/** The hosts that each threshold is held against, over all environments. */
const hostsByThreshold = ({ models }: RuleInput): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const { checks } of models)
    for (const { subject, hosts } of checks) {
      const ids =
        subject.kind === 'threshold'
          ? [subject.threshold]
          : subject.kind === 'probe'
            ? subject.thresholds.map(({ threshold }) => threshold)
            : [];
      for (const id of ids) found.set(id, new Set([...(found.get(id) ?? []), ...hosts]));
    }
  return found;
};

export const idleOverrides: Rule = {
  name: 'idle-overrides',
  check: (input, report) => {
    const used = hostsByThreshold(input);
    const inventories = input.models.map((model) => ({
      hosts: new Map(model.hosts.map((host) => [host.id, host])),
      groups: new Map(model.groups.map((group) => [group.id, group])),
    }));
    for (const [id, entry] of input.definitions.thresholds)
      entry.value.overrides?.forEach(({ on }, i) => {
        const ids = listOf(on);
        const hosts = inventories.flatMap((inventory) => [...hostsOf(ids, inventory)]);
        const held = used.get(id);
        const known = ids.every((one) => input.definitions.groups.has(one) || input.definitions.hosts.has(one));
        if (known && on !== undefined && held !== undefined && !hosts.some((host) => held.has(host)))
          report(idleOverride({ on: ids.join(', ') }, entry.locate(['overrides', i, 'on'])));
      });
  },
};
