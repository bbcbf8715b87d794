import { isMap } from '../../base/data.ts';
import type { CheckDefinition } from '../../definitions/check.ts';
import { selfReference } from '../../diagnostics/codes/plm206-self-reference.ts';
import { unitMismatch } from '../../diagnostics/codes/plm302-unit-mismatch.ts';
import { unknownReference } from '../../diagnostics/codes/plm202-unknown-reference.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import { parseDuration } from '../../model/duration.ts';
import type { CheckSubject, MeasureThreshold } from '../../model/model.ts';
import { parseUnit, type Unit } from '../../model/unit.ts';
import { probes } from '../../probes/registry.ts';
import type { AnyProbe } from '../../probes/probe.ts';
import type { Entry } from '../definitions.ts';
import { linkBurnRate } from './burn-rate.ts';
import type { CheckScope } from './scope.ts';
import { exists } from './context.ts';
import type { LinkedThreshold } from './thresholds.ts';

type CheckEntry = Entry<CheckDefinition>;

const linkThresholdSubject = (entry: CheckEntry, id: string, hosts: readonly string[], scope: CheckScope): CheckSubject | undefined => {
  const { context, thresholds } = scope;
  const span = () => entry.locate(['threshold']);
  if (!exists({ kind: 'threshold', id, span }, context.definitions.thresholds, context.report)) return undefined;
  const linked = thresholds.get(id);
  if (linked !== undefined && linked.metric === undefined)
    context.report(unknownReference({ kind: 'threshold on a metric', id, known: [] }, span()));
  if (linked?.metric === undefined) return undefined;
  return { kind: 'threshold', threshold: id, metric: linked.metric, variants: linked.variantsFor(hosts), reasons: linked.reasons };
};

interface ProbeUse {
  readonly entry: CheckEntry;
  readonly probe: AnyProbe;
  readonly hosts: readonly string[];
}

const declaredUnit = ({ entry, probe }: ProbeUse, measure: string): string => {
  const { unit = '', unitField = '' } = probe.measures[measure] ?? {};
  const fields: unknown = Object.entries(entry.value.probe ?? {}).find(([name]) => name === probe.name)?.[1];
  const said = isMap(fields) ? fields[unitField] : undefined;
  return typeof said === 'string' ? said : unit;
};

/** The unit of a measure, when the probe has it and the threshold is in units of the same kind. */
const measureUnit = (use: ProbeUse, measure: string, linked: LinkedThreshold, report: Report): Unit | undefined => {
  const { entry } = use;
  const unit = parseUnit(declaredUnit(use, measure));
  if (unit === undefined || (linked.unit.family === unit.family && linked.unit.rate === unit.rate)) return unit;
  const span = entry.locate(['thresholds', measure]);
  report(unitMismatch({ value: linked.entry.id, family: `in ${linked.unit.name}`, unit: unit.name, metric: measure }, span));
  return undefined;
};

const linkMeasure = (use: ProbeUse, measure: string, id: string, { context, thresholds }: CheckScope): MeasureThreshold | undefined => {
  const { entry, probe, hosts } = use;
  const span = () => entry.locate(['thresholds', measure]);
  if (!Object.hasOwn(probe.measures, measure)) {
    const known = Object.keys(probe.measures);
    const key = entry.locate(['thresholds', measure], 'key');
    context.report(unknownReference({ kind: `measure of \`${probe.name}\``, id: measure, known }, key));
    return undefined;
  }
  if (!exists({ kind: 'threshold', id, span }, context.definitions.thresholds, context.report)) return undefined;
  const linked = thresholds.get(id);
  const unit = linked && measureUnit(use, measure, linked, context.report);
  return linked && unit && { measure, threshold: id, unit, variants: linked.variantsFor(hosts, unit), reasons: linked.reasons };
};

const linkProbe = (entry: CheckEntry, hosts: readonly string[], scope: CheckScope): CheckSubject | undefined => {
  const [name = '', fields] = Object.entries(entry.value.probe ?? {}).find(([, value]) => value !== undefined) ?? [];
  const probe = probes.get(name);
  if (probe === undefined) return undefined;
  const wanted = Object.entries(entry.value.thresholds ?? {});
  const thresholds = wanted.flatMap(([measure, id]) => linkMeasure({ entry, probe, hosts }, measure, id, scope) ?? []);
  if (thresholds.length < wanted.length) return undefined;
  return { kind: 'probe', probe: name, fields: isMap(fields) ? fields : {}, thresholds };
};

const linkQuorum = (
  entry: CheckEntry,
  quorum: NonNullable<CheckDefinition['quorum']>,
  { context }: CheckScope,
): CheckSubject | undefined => {
  const { healthy, atLeast, warning } = quorum;
  const span = () => entry.locate(['quorum', 'healthy']);
  if (healthy === entry.id) {
    context.report(selfReference({ kind: 'check', id: healthy }, span()));
    return undefined;
  }
  if (!exists({ kind: 'check', id: healthy, span }, context.definitions.checks, context.report)) return undefined;
  return { kind: 'quorum', healthy, atLeast, ...(warning === undefined ? {} : { warning }) };
};

const linkHeartbeat = (
  entry: CheckEntry,
  heartbeat: NonNullable<CheckDefinition['heartbeat']>,
  { context }: CheckScope,
): CheckSubject | undefined => {
  const { metric, within } = heartbeat;
  const withinMs = parseDuration(within) ?? 0;
  if (metric === undefined) return { kind: 'heartbeat', withinMs };
  const known = exists(
    { kind: 'metric', id: metric, span: () => entry.locate(['heartbeat', 'metric']) },
    context.definitions.metrics,
    context.report,
  );
  return known ? { kind: 'heartbeat', metric, withinMs } : undefined;
};

const linkCommand = ({ nagios, prometheus }: NonNullable<CheckDefinition['command']>): CheckSubject => ({
  kind: 'command',
  ...(nagios === undefined ? {} : { nagios }),
  ...(prometheus === undefined ? {} : { prometheus }),
});

/** What a check looks at, linked; undefined when a reference in it leads nowhere, which is reported. */
export const linkSubject = (entry: CheckEntry, hosts: readonly string[], scope: CheckScope): CheckSubject | undefined => {
  const { threshold, probe, heartbeat, quorum, burnRate, command } = entry.value;
  if (threshold !== undefined) return linkThresholdSubject(entry, threshold, hosts, scope);
  if (probe !== undefined) return linkProbe(entry, hosts, scope);
  if (heartbeat !== undefined) return linkHeartbeat(entry, heartbeat, scope);
  if (quorum !== undefined) return linkQuorum(entry, quorum, scope);
  if (burnRate !== undefined) return linkBurnRate(entry, burnRate, scope.context);
  return command === undefined ? undefined : linkCommand(command);
};
