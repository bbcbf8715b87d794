import type { ThresholdDefinition } from '../../definitions/threshold.ts';
import { idleOverride } from '../../diagnostics/codes/plm324-idle-override.ts';
import type { CheckSubject } from '../../model/model.ts';
import { inventoryOf } from '../analysis/inventories.ts';
import type { Entry } from '../definitions.ts';
import { listOf } from '../link/context.ts';
import { hostsOf } from '../link/thresholds.ts';
import type { Rule, RuleInput } from './rule.ts';

type ThresholdEntry = Entry<ThresholdDefinition>;

const thresholdsOf = (subject: CheckSubject): readonly string[] => {
  if (subject.kind === 'threshold') return [subject.threshold];
  return subject.kind === 'probe' ? subject.thresholds.map(({ threshold }) => threshold) : [];
};

/** The hosts that each of `entries` is held against, over all environments; nothing for one that no check uses. */
const hostsByThreshold = (entries: readonly ThresholdEntry[], { models }: RuleInput): ReadonlyMap<string, ReadonlySet<string>> => {
  const asked = new Set(entries.map(({ id }) => id));
  const found = new Map<string, Set<string>>();
  for (const { checks } of models)
    for (const { subject, hosts } of checks)
      for (const id of thresholdsOf(subject)) {
        if (!asked.has(id)) continue;
        const held = found.get(id) ?? new Set();
        hosts.forEach((host) => held.add(host));
        found.set(id, held);
      }
  return found;
};

export const idleOverrides: Rule = {
  name: 'idle-overrides',
  check: (input, report) => {
    const { thresholds, groups, hosts: known } = input.definitions;
    const entries = [...thresholds.values()].filter(({ value }) => value.overrides?.some(({ on }) => on !== undefined));
    const used = hostsByThreshold(entries, input);
    for (const entry of entries)
      entry.value.overrides?.forEach(({ on }, i) => {
        const ids = listOf(on);
        const held = used.get(entry.id);
        if (on === undefined || held === undefined || !ids.every((id) => groups.has(id) || known.has(id))) return;
        const isHeld = input.models.some((model) => hostsOf(ids, inventoryOf(model)).some((host) => held.has(host)));
        if (!isHeld) report(idleOverride({ on: ids.join(', ') }, entry.locate(['overrides', i, 'on'])));
      });
  },
};
