import type { Check, Metric, Model, ModelHost } from '../../model/model.ts';
import type { Artifact, EmitContext } from '../contract.ts';
import { alertLabels } from '../alert-labels.ts';
import type { Options } from './options.ts';
import type { ReadExpression } from './expressions.ts';
import { askProbe } from './subjects/probe.ts';

interface Estate {
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly read: ReadExpression;
}

const isOfNodeExporter = (text: string, { read }: Estate): boolean => read(text)?.reads.some((name) => name.startsWith('node_')) ?? false;

/** A drop file reaches Prometheus through node_exporter's textfile collector. */
const metricNeedsIt = (id: string | undefined, estate: Estate): boolean => {
  const source = id === undefined ? undefined : estate.metrics.get(id)?.source;
  if (source === undefined) return false;
  return source.prometheus === undefined ? source.dropFile !== undefined : isOfNodeExporter(source.prometheus, estate);
};

const needsNodeExporter = ({ subject }: Check, estate: Estate): boolean => {
  switch (subject.kind) {
    case 'threshold':
    case 'heartbeat':
      return metricNeedsIt(subject.metric, estate);
    case 'probe': {
      const { answer } = askProbe(subject);
      return answer.kind === 'expressions' && answer.exporter === 'node';
    }
    case 'command':
      return subject.prometheus !== undefined && isOfNodeExporter(subject.prometheus, estate);
    case 'quorum':
    case 'burnRate':
      return false;
  }
};

/** Hosts that some check asks node_exporter about. */
export const exportedHosts = ({ checks, hosts, metrics }: Model, read: ReadExpression): readonly ModelHost[] => {
  const estate = { metrics: new Map(metrics.map((metric) => [metric.id, metric])), read };
  const wanted = new Set(checks.filter((check) => needsNodeExporter(check, estate)).flatMap((check) => check.hosts));
  return hosts.filter(({ id }) => wanted.has(id));
};

/** Labels of targets that Prometheus sets itself, and those that rules put on alerts: a host's own would be lost under them. */
export const reservedLabels = (hostLabel: string): ReadonlySet<string> => new Set([...alertLabels, 'instance', 'job', hostLabel]);

/** The inventory's labels as they stand on every series of a host. */
export const hostLabels = ({ labels }: ModelHost, hostLabel: string): Readonly<Record<string, string>> => {
  const reserved = reservedLabels(hostLabel);
  return Object.fromEntries(Object.entries(labels).filter(([name, value]) => !reserved.has(name) && value !== ''));
};

export interface TargetGroup {
  readonly targets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** node_exporter on each host, with the host's id in its label whatever the address is. */
export const hostTargets = (
  hosts: readonly ModelHost[],
  { hostLabel }: Model,
  { nodeExporterPort }: Pick<Options, 'nodeExporterPort'>,
): readonly TargetGroup[] =>
  hosts.map((host) => ({
    targets: [`${host.address.includes(':') ? `[${host.address}]` : host.address}:${nodeExporterPort}`],
    labels: { [hostLabel]: host.id, ...hostLabels(host, hostLabel) },
  }));

export const hostTargetsPath = 'targets/hosts.json';

/** Groups as `file_sd` reads them, each with the mark of the definition it comes from. */
export const targetsText = (groups: readonly TargetGroup[], markOf: (group: TargetGroup) => string, own: string): string => {
  const texts = groups.map((group) => `${markOf(group)}  ${JSON.stringify(group, undefined, 2).replaceAll('\n', '\n  ')}`);
  return texts.length === 0 ? `${own}[]\n` : `${own}[\n${texts.join(',\n')}\n${own}]\n`;
};

export const hostTargetsFile = (
  groups: readonly TargetGroup[],
  { estate, hostLabel }: Model,
  { mark }: Pick<EmitContext, 'mark'>,
): Artifact => ({
  path: hostTargetsPath,
  text: targetsText(
    groups,
    ({ labels }) => mark({ kind: 'hosts', id: labels[hostLabel] ?? '' }),
    mark({ kind: 'settings', id: estate, field: 'targets.prometheus' }),
  ),
  mode: 0o644,
});
