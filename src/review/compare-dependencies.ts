import { compareText } from '../base/compare.ts';
import { pressure, type Urgency } from '../model/model.ts';
import type { Facet } from './facet.ts';
import type { Pair } from './pair.ts';
import { combine, setRelation } from './relation.ts';

type One = Pair['before'];

const parentsOf = ({ check, side }: One, hosts: ReadonlySet<string>): readonly string[] =>
  check.hosts
    .filter((host) => hosts.has(host))
    .flatMap((host) => (side.hosts.get(host)?.parents ?? []).map((one) => `parent ${one} of ${host}`));

/** What a check holds back while it is critical, as every daemon has it: nothing where nobody hears of it, and nothing that presses more. */
const heldBy = (id: string, { side }: One, told: readonly Urgency[]): readonly Urgency[] => {
  const on = side.checks.get(id);
  const urgency = on?.stage === 'live' ? on.notify.critical : undefined;
  return urgency === undefined ? [] : told.filter((one) => pressure[one] <= pressure[urgency]);
};

const toldOf = ({ before, after }: Pair): readonly Urgency[] =>
  [...new Set([before, after].flatMap(({ check }) => Object.values(check.notify)))].toSorted(compareText);

/** Its id before it was renamed, so that a renamed one is the same one. */
const oldId = (id: string, { before, after }: Pair): string => {
  const was = after.side.checks.get(id)?.movedFrom;
  return was !== undefined && !before.side.checks.has(id) && before.side.checks.has(was) && !after.side.checks.has(was) ? was : id;
};

const factsOf = (ids: readonly string[], one: One, { told, name }: { told: readonly Urgency[]; name: (id: string) => string }) =>
  ids.flatMap((id) => [name(id), ...heldBy(id, one, told).map((urgency) => `${name(id)} ${urgency}`)]);

const sayOne = (id: string, one: One, told: readonly Urgency[]): string => {
  const held = heldBy(id, one, told);
  return held.length === told.length ? id : `${id} (holds back ${held.join(' and ') || 'nothing'})`;
};

/** Something this depends on explains it, and so holds it back: more of these alert for less. */
export const dependencyFacets = (pair: Pair): readonly Facet[] => {
  const { before, after } = pair;
  const told = toldOf(pair);
  const there = new Set(after.check.hosts);
  const hosts = new Set(before.check.hosts.filter((host) => there.has(host)));
  const old = factsOf(before.check.dependsOn, before, { told, name: (id) => id });
  const now = factsOf(after.check.dependsOn, after, { told, name: (id) => oldId(id, pair) });
  const [oldParents, nowParents] = [parentsOf(before, hosts), parentsOf(after, hosts)];
  const relation = combine([setRelation(new Set(now), new Set(old)), setRelation(new Set(nowParents), new Set(oldParents))]);
  if (relation === 'same') return [];
  const say = (one: One, parents: readonly string[]) =>
    [...one.check.dependsOn.map((id) => sayOne(id, one, told)), ...parents].join(', ') || 'nothing';
  return [{ kind: 'dependencies', relation, before: say(before, oldParents), after: say(after, nowParents) }];
};
