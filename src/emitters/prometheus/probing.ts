import { invariant } from '../../base/invariant.ts';
import { parseDuration } from '../../model/duration.ts';
import type { Check, Model, ModelHost } from '../../model/model.ts';
import type { PrometheusProbe } from '../../probes/probe.ts';
import type { Artifact, EmitContext } from '../contract.ts';
import type { YamlData } from '../yaml-writer.ts';
import { prometheusDuration } from '../prometheus-duration.ts';
import { hostLabels, type TargetGroup, targetsText } from './exported-hosts.ts';
import { probeIntervalMs, scrapeTimeoutMs } from './probe-patience.ts';
import { askProbe } from './subjects/probe.ts';
import { fileName } from './file-head.ts';

/** What blackbox does for a check; undefined for checks it has no part in. */
export const blackboxProbe = ({ subject }: Check): PrometheusProbe | undefined => {
  if (subject.kind !== 'probe') return undefined;
  const { answer } = askProbe(subject);
  return answer.kind === 'expressions' && answer.exporter === 'blackbox' ? answer : undefined;
};

const isData = (value: unknown): value is YamlData => {
  if (typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'object' && value !== null && Object.values(value).every(isData);
};

/** A probe's module, by the id of its check. */
export const moduleOf = ({ module }: PrometheusProbe): YamlData => {
  invariant(isData(module), 'a blackbox module is plain data');
  return module;
};

/** An IPv6 address stands in brackets before a port or in a URL. */
const targetFor = (pattern: string, { address }: ModelHost): string => {
  const isBare = pattern === '{address}';
  return pattern.replaceAll('{address}', address.includes(':') && !isBare ? `[${address}]` : address);
};

export interface Probing {
  readonly model: Model;
  readonly hosts: ReadonlyMap<string, ModelHost>;
  readonly scrapeMs: number;
  readonly mark: EmitContext['mark'];
}

const targetGroups = (check: Check, { model, hosts, scrapeMs }: Probing): readonly TargetGroup[] => {
  const pattern = blackboxProbe(check)?.target;
  if (pattern === undefined) return [];
  const intervalMs = probeIntervalMs(check, scrapeMs);
  const own = prometheusDuration(intervalMs);
  const interval = intervalMs < scrapeMs ? { __scrape_interval__: own, __scrape_timeout__: own } : {};
  return check.hosts.flatMap((id) => {
    const host = hosts.get(id);
    if (host === undefined) return [];
    return {
      targets: [targetFor(pattern, host)],
      labels: { ...hostLabels(host, model.hostLabel), __param_module: check.id, check: check.id, [model.hostLabel]: id, ...interval },
    };
  });
};

/** Does any target need its own scrape interval? */
export const hasOwnInterval = (checks: readonly Check[], scrapeMs: number): boolean =>
  checks.some((check) => probeIntervalMs(check, scrapeMs) < scrapeMs && blackboxProbe(check) !== undefined);

/** What blackbox is asked to look at. */
export const probeTargets = (checks: readonly Check[], probing: Probing): readonly TargetGroup[] =>
  checks.flatMap((check) => targetGroups(check, probing));

/** Where `file_sd` finds the targets of all teams' probes. */
export const probeTargetsPattern = 'targets/probes/*.json';

/** What blackbox is asked to look at for one team, as `file_sd` reads it. */
export const probeTargetsFile = (team: string, checks: readonly Check[], probing: Probing): readonly Artifact[] => {
  const groups = probeTargets(checks, probing);
  if (groups.length === 0) return [];
  const { mark, model } = probing;
  const own = mark({ kind: 'settings', id: model.estate, field: 'targets.prometheus' });
  const text = targetsText(groups, ({ labels }) => mark({ kind: 'checks', id: labels['check'] ?? '' }), own);
  return [{ path: `targets/probes/${fileName(team)}.json`, text, mode: 0o644 }];
};

/** `scrape_timeout` of the job; undefined where the usual one will do. */
export const probeTimeout = (checks: readonly Check[], scrapeInterval: string): string | undefined => {
  const timeoutMs = scrapeTimeoutMs(
    checks.flatMap((check) => blackboxProbe(check) ?? []),
    parseDuration(scrapeInterval) ?? 60_000,
  );
  return timeoutMs === undefined ? undefined : prometheusDuration(timeoutMs);
};
