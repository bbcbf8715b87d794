import type { YamlMap } from '../yaml-writer.ts';
import type { FormedGroup } from './rule-set.ts';

const textAt = (rule: YamlMap, key: 'record' | 'alert' | 'expr'): string | undefined => {
  const value = rule[key];
  return typeof value === 'string' ? value : undefined;
};

/** Does `reader` look at what `rule` gives? Rather too often than too seldom: a name within a name counts. */
const reads = (reader: YamlMap, rule: YamlMap): boolean => {
  const expr = textAt(reader, 'expr') ?? '';
  const record = textAt(rule, 'record');
  return record === undefined ? expr.includes('ALERTS') : expr.includes(record);
};

/**
 * Rules that must stay in one group: a rule sees what another one records, or what its alerts were, in order only there. Each set
 * keeps the order of the rules, and sets come in the order of their first rule.
 */
const tied = (rules: readonly YamlMap[]): readonly (readonly YamlMap[])[] => {
  const root = rules.map((_, i) => i);
  const rootOf = (i: number): number => (root[i] === undefined || root[i] === i ? i : rootOf(root[i]));
  for (const [i, rule] of rules.entries()) {
    for (const [j, other] of rules.entries()) {
      if (i === j || !reads(rule, other)) continue;
      const [low, high] = [rootOf(i), rootOf(j)].sort((a, b) => a - b);
      if (low !== undefined && high !== undefined) root[high] = low;
    }
  }
  const sets = new Map<number, YamlMap[]>();
  for (const [i, rule] of rules.entries()) sets.set(rootOf(i), [...(sets.get(rootOf(i)) ?? []), rule]);
  return [...sets.values()];
};

/** Whole sets, one after the other, into as few groups as their order allows. */
const packed = (sets: readonly (readonly YamlMap[])[], cap: number): readonly (readonly YamlMap[])[] => {
  const parts: YamlMap[][] = [];
  for (const set of sets) {
    const last = parts.at(-1);
    if (last === undefined || last.length + set.length > cap) parts.push([...set]);
    else last.push(...set);
  }
  return parts;
};

/** A group with at most `cap` rules, or several: `id`, `id~2`, … Undefined when rules that belong together are too many. */
export const capped = (group: FormedGroup, cap: number): readonly FormedGroup[] | undefined => {
  if (group.rules.length <= cap) return [group];
  const sets = tied(group.rules);
  if (sets.some((set) => set.length > cap)) return undefined;
  return packed(sets, cap).map((rules, i) => ({ ...group, rules, name: i === 0 ? group.name : `${group.name}~${i + 1}` }));
};
