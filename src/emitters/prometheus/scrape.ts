import type { Model } from '../../model/model.ts';
import type { YamlData, YamlMap } from '../yaml-writer.ts';
import { canonical } from './canonical.ts';
import { hostTargetsPath, type TargetGroup } from './exported-hosts.ts';
import type { Options } from './options.ts';
import { probeTargetsPattern, probeTimeout } from './probing.ts';

/** What is to be scraped: the targets stand in files beside the configuration, or in it. */
export interface Scraped {
  readonly model: Model;
  readonly options: Options;
  readonly hasProbes: boolean;
  /** Undefined when no check asks node_exporter. */
  readonly hosts: readonly TargetGroup[] | undefined;
  /** Targets of probes, to write into the job itself; undefined when they stand in files. */
  readonly probes?: readonly TargetGroup[];
}

const inline = (groups: readonly TargetGroup[]): YamlData => groups.map(({ targets, labels }) => ({ targets, labels }));

/** Targets' labels win over those that a scraped series brings along: what a host says of itself cannot move it to another one. */
const hostJob = ({ hosts, probes }: Scraped): readonly YamlMap[] => {
  if (hosts === undefined) return [];
  const where = probes === undefined ? { file_sd_configs: [{ files: [hostTargetsPath] }] } : { static_configs: inline(hosts) };
  return [{ job_name: 'plimsoll-hosts', honor_labels: false, ...where }];
};

/** What was looked at becomes the instance, unless the estate keeps the host's id there. */
const probeJob = ({
  hasProbes,
  probes,
  model: { hostLabel, checks },
  options: { blackbox, scrapeInterval },
}: Scraped): readonly YamlMap[] => {
  if (!hasProbes) return [];
  const where = probes === undefined ? { file_sd_configs: [{ files: [probeTargetsPattern] }] } : { static_configs: inline(probes) };
  return [
    {
      job_name: 'plimsoll-probes',
      honor_labels: false,
      metrics_path: '/probe',
      scrape_timeout: probeTimeout(checks, scrapeInterval),
      ...where,
      relabel_configs: [
        { source_labels: ['__address__'], target_label: '__param_target' },
        ...(hostLabel === 'instance' ? [] : [{ source_labels: ['__param_target'], target_label: 'instance' }]),
        { target_label: '__address__', replacement: blackbox },
      ],
    },
  ];
};

/** Prometheus' own metrics, for the alerts about itself. */
const ownJob = ({ options: { ownAlerts, self } }: Scraped): readonly YamlMap[] =>
  ownAlerts === undefined ? [] : [{ job_name: 'plimsoll-self', static_configs: [{ targets: [self] }] }];

export const scrapeConfigs = (scraped: Scraped): readonly YamlMap[] => [...hostJob(scraped), ...probeJob(scraped), ...ownJob(scraped)];

/** The external labels, that of the environment first. */
export const externalLabels = ({ environment }: Pick<Model, 'environment'>, options: Options): Readonly<Record<string, string>> => ({
  ...(options.environmentLabel === undefined ? {} : { [options.environmentLabel]: environment }),
  ...options.externalLabels,
});

/** A complete configuration of the daemon; rules and alerts only where it is Prometheus itself that evaluates them. */
export const mainConfig = (scraped: Scraped, evaluates: boolean): YamlMap => {
  const { model, options } = scraped;
  const labels = externalLabels(model, options);
  const jobs = scrapeConfigs(scraped);
  const alertmanagers = evaluates ? options.alertmanagers : [];
  return {
    global: {
      scrape_interval: canonical(options.scrapeInterval),
      evaluation_interval: canonical(options.evaluationInterval),
      external_labels: Object.keys(labels).length === 0 ? undefined : labels,
    },
    rule_files: evaluates ? ['rules/*.yaml'] : undefined,
    alerting: alertmanagers.length === 0 ? undefined : { alertmanagers: [{ static_configs: [{ targets: alertmanagers }] }] },
    scrape_configs: jobs.length === 0 ? undefined : jobs,
  };
};
