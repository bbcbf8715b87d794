import { compareText } from '../../base/compare.ts';
import type { ThresholdDefinition } from '../../definitions/threshold.ts';
import { forByHost } from '../../diagnostics/codes/plm307-for-by-host.ts';
import { unknownReference } from '../../diagnostics/codes/plm202-unknown-reference.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { Limits } from '../../model/limits.ts';
import type { Metric, Variant } from '../../model/model.ts';
import type { Unit } from '../../model/unit.ts';
import type { Entry } from '../definitions.ts';
import { exists, type LinkContext, listOf, mayExist } from './context.ts';
import type { Inventory } from './inventory.ts';
import { type LimitTexts, linkLimits, type LocateLimit, mergeLimitTexts } from './limits.ts';
import { linkUnit } from './metrics.ts';

/** A threshold in one environment, ready to be held against hosts. */
export interface LinkedThreshold {
  readonly entry: Entry<ThresholdDefinition>;
  readonly metric?: string;
  readonly unit: Unit;
  /** The hosts grouped by the limits that hold for them, in the order of each group's first host; in `unit`, by default its own. */
  variantsFor(hosts: readonly string[], unit?: Unit): readonly Variant[];
  /** Why the limits are what they are: its own reason, then that of each override that holds in this environment. */
  readonly reasons: readonly string[];
  /** Indexes of the overrides without hosts of their own that hold in this environment. */
  readonly everywhere: readonly number[];
}

export interface ThresholdScope {
  readonly context: LinkContext;
  readonly inventory: Inventory;
  readonly metrics: ReadonlyMap<string, Metric>;
}

/** Hosts named by ids of groups or hosts, in this environment; sorted. */
export const hostsOf = (ids: readonly string[], { hosts, groups }: Inventory): readonly string[] => {
  const namedBy = (id: string): readonly string[] => groups.get(id)?.members ?? (hosts.has(id) ? [id] : []);
  const [first, ...others] = ids;
  if (first === undefined || others.length === 0) return first === undefined ? [] : namedBy(first);
  return [...new Set(ids.flatMap(namedBy))].sort(compareText);
};

/** Reports each id that names neither a group nor a host of the estate. */
export const checkTargets = (ids: readonly string[], span: (index: number) => Span, { definitions, report }: LinkContext): boolean =>
  ids
    .map((id, i) => {
      const { groups, hosts } = definitions;
      if (groups.has(id) || hosts.has(id)) return true;
      if (mayExist(id, groups) || mayExist(id, hosts)) return false;
      const known = [...groups.keys(), ...hosts.keys()];
      report(unknownReference({ kind: 'group or host', id, known }, span(i)));
      return false;
    })
    .every(Boolean);

interface Applied {
  readonly index: number;
  /** Absent: every host. */
  readonly hosts?: ReadonlySet<string>;
}

const checkOverride = (entry: Entry<ThresholdDefinition>, index: number, { environments, report }: LinkContext): void => {
  const override = entry.value.overrides?.[index];
  if (override?.environment !== undefined)
    exists(
      { kind: 'environment', id: override.environment, span: () => entry.locate(['overrides', index, 'environment']) },
      environments,
      report,
    );
  if (override?.on === undefined) return;
  const key = override.for === undefined ? 'attempts' : 'for';
  if (override[key] !== undefined) report(forByHost({}, entry.locate(['overrides', index, key], 'key')));
};

const appliedOverrides = (entry: Entry<ThresholdDefinition>, { context, inventory }: ThresholdScope): readonly Applied[] =>
  (entry.value.overrides ?? []).flatMap((override, index): readonly Applied[] => {
    checkOverride(entry, index, context);
    const ids = listOf(override.on);
    const list = Array.isArray(override.on);
    checkTargets(ids, (i) => entry.locate(['overrides', index, 'on', ...(list ? [i] : [])]), context);
    if (override.environment !== undefined && override.environment !== context.environment) return [];
    return [override.on === undefined ? { index } : { index, hosts: new Set(hostsOf(ids, inventory)) }];
  });

/** Where the last of the applied overrides that sets a limit wrote it, else the threshold itself. */
const locateLimit =
  (entry: Entry<ThresholdDefinition>, indexes: readonly number[]): LocateLimit =>
  (form, key) => {
    const setBy = indexes.findLast((index) => Object.hasOwn(Object.assign({}, formOf(entry, index, form)), key));
    return setBy === undefined ? entry.locate([form, key]) : entry.locate(['overrides', setBy, form, key]);
  };

const formOf = (entry: Entry<ThresholdDefinition>, index: number, form: string): unknown =>
  Object.entries(entry.value.overrides?.[index] ?? {}).find(([name]) => name === form)?.[1];

interface Measured {
  readonly unit: Unit;
  readonly metric?: string;
}

const measuredBy = (entry: Entry<ThresholdDefinition>, { context, metrics }: ThresholdScope): Measured | undefined => {
  const { metric: id, unit } = entry.value;
  if (id === undefined && unit !== undefined) {
    const linked = linkUnit(unit, () => entry.locate(['unit']), context.report);
    return linked && { unit: linked };
  }
  if (
    id === undefined ||
    !exists({ kind: 'metric', id, span: () => entry.locate(['metric']) }, context.definitions.metrics, context.report)
  )
    return undefined;
  const metric = metrics.get(id);
  return metric && { unit: metric.unit, metric: id };
};

type LimitsFor = (indexes: readonly number[], unit: Unit) => Limits;

/** Limits by the set of overrides that hold and by unit, worked out once each. */
const limitsByOverrides = (entry: Entry<ThresholdDefinition>, subject: string, { context }: ThresholdScope): LimitsFor => {
  const known = new Map<string, Limits>();
  return (indexes, unit) => {
    const key = `${unit.name} ${indexes.join()}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const texts = indexes.reduce<LimitTexts>((merged, index) => mergeLimitTexts(merged, entry.value.overrides?.[index] ?? {}), entry.value);
    const limits = linkLimits(texts, { measured: { subject, unit }, locate: locateLimit(entry, indexes), report: context.report });
    known.set(key, limits);
    return limits;
  };
};

const groupHosts = (
  hosts: readonly string[],
  applied: readonly Applied[],
  limitsFor: (indexes: readonly number[]) => Limits,
): readonly Variant[] => {
  if (hosts.length > 0 && applied.every((one) => one.hosts === undefined))
    return [{ hosts, limits: limitsFor(applied.map(({ index }) => index)) }];
  const variants = new Map<Limits, string[]>();
  for (const host of hosts) {
    const limits = limitsFor(applied.filter((one) => one.hosts?.has(host) ?? true).map(({ index }) => index));
    const list = variants.get(limits);
    if (list === undefined) variants.set(limits, [host]);
    else list.push(host);
  }
  return [...variants].map(([limits, members]) => ({ hosts: members, limits }));
};

const linkThreshold = (entry: Entry<ThresholdDefinition>, scope: ThresholdScope): LinkedThreshold | undefined => {
  const { definitions, report } = scope.context;
  exists({ kind: 'team', id: entry.value.owner, span: () => entry.locate(['owner']) }, definitions.teams, report);
  const applied = appliedOverrides(entry, scope);
  const measured = measuredBy(entry, scope);
  if (measured === undefined) return undefined;
  const limitsFor = limitsByOverrides(entry, measured.metric ?? entry.id, scope);
  const everywhere = applied.filter(({ hosts }) => hosts === undefined).map(({ index }) => index);
  limitsFor(everywhere, measured.unit);
  const variantsFor = (hosts: readonly string[], unit = measured.unit) => groupHosts(hosts, applied, (indexes) => limitsFor(indexes, unit));
  const reasons = [entry.value.why, ...applied.flatMap(({ index }) => entry.value.overrides?.[index]?.why ?? [])];
  return { entry, ...measured, reasons, everywhere, variantsFor };
};

/** The thresholds whose subject is known. */
export const linkThresholds = (scope: ThresholdScope): ReadonlyMap<string, LinkedThreshold> =>
  new Map(
    [...scope.context.definitions.thresholds.values()].flatMap((entry): readonly [string, LinkedThreshold][] => {
      const linked = linkThreshold(entry, scope);
      return linked === undefined ? [] : [[entry.id, linked]];
    }),
  );
