import { invariant } from '../../base/invariant.ts';
import { parseDuration } from '../../model/duration.ts';
import type { Check, Model, ModelHost } from '../../model/model.ts';
import type { PrometheusProbe } from '../../probes/probe.ts';
import type { Artifact } from '../contract.ts';
import type { YamlData, YamlMap } from '../yaml-writer.ts';
import { prometheusDuration } from '../prometheus-duration.ts';
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
}

const targetGroups = (check: Check, { model, hosts, scrapeMs }: Probing) => {
  const pattern = blackboxProbe(check)?.target;
  if (pattern === undefined) return [];
  const { everyMs } = check.timing;
  const interval =
    everyMs > 0 && everyMs < scrapeMs
      ? { __scrape_interval__: prometheusDuration(everyMs), __scrape_timeout__: prometheusDuration(everyMs) }
      : {};
  return check.hosts.flatMap((id) => {
    const host = hosts.get(id);
    if (host === undefined) return [];
    return {
      targets: [targetFor(pattern, host)],
      labels: { __param_module: check.id, check: check.id, [model.hostLabel]: id, ...interval },
    };
  });
};

/** Does any target need its own scrape interval? */
export const hasOwnInterval = (checks: readonly Check[], scrapeMs: number): boolean =>
  checks.some((check) => check.timing.everyMs > 0 && check.timing.everyMs < scrapeMs && blackboxProbe(check) !== undefined);

/** What blackbox is asked to look at for one team, as `file_sd` reads it. */
export const targetsFile = (team: string, checks: readonly Check[], probing: Probing): readonly Artifact[] => {
  const groups = checks.flatMap((check) => targetGroups(check, probing));
  if (groups.length === 0) return [];
  return [{ path: `targets/${fileName(team)}.json`, text: `${JSON.stringify(groups, undefined, 2)}\n`, mode: 0o644 }];
};

interface Main {
  readonly evaluation: string;
  readonly scrape: string;
  readonly blackbox: string;
  readonly alertmanagers: readonly string[];
  readonly hostLabel: string;
  readonly hasProbes: boolean;
}

/** What was looked at becomes the instance, unless the estate keeps the host's id there. */
const probeJob = ({ blackbox, hostLabel }: Main): YamlMap => ({
  job_name: 'plimsoll-probes',
  metrics_path: '/probe',
  file_sd_configs: [{ files: ['targets/*.json'] }],
  relabel_configs: [
    { source_labels: ['__address__'], target_label: '__param_target' },
    ...(hostLabel === 'instance' ? [] : [{ source_labels: ['__param_target'], target_label: 'instance' }]),
    { target_label: '__address__', replacement: blackbox },
  ],
});

/** A complete configuration of the daemon; an estate that has one of its own takes `rule_files` and the job from it. */
export const mainConfig = (main: Main): YamlMap => ({
  global: { scrape_interval: canonical(main.scrape), evaluation_interval: canonical(main.evaluation) },
  rule_files: ['rules/*.yaml'],
  alerting: main.alertmanagers.length === 0 ? undefined : { alertmanagers: [{ static_configs: [{ targets: main.alertmanagers }] }] },
  scrape_configs: main.hasProbes ? [probeJob(main)] : undefined,
});

const canonical = (text: string): string => prometheusDuration(parseDuration(text) ?? 60_000);
