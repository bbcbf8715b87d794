import { z } from 'zod';
import { id, labelName, labelValue, positiveDuration, version } from '../../definitions/scalars.ts';

const endpoint = z
  .string()
  .regex(/^[A-Za-z0-9[\]:._-]+:\d{1,5}$/)
  .describe('`host:port`.');

/** Names that Kubernetes takes for a label: an optional DNS prefix, then at most 63 characters. */
const objectLabel = z.string().regex(/^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/);
const objectLabelValue = z.string().regex(/^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/);
/** A DNS-1123 label: in names of objects of Kubernetes. */
const dnsLabel = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/);

const output = z.strictObject({
  kind: z
    .enum(['files', 'objects', 'namespaces'])
    .default('files')
    .describe(
      '`files` for Prometheus and Thanos Ruler, `objects` for the Prometheus operator, `namespaces` for the ruler of Mimir or Cortex.',
    ),
  labels: z
    .record(objectLabel, objectLabelValue)
    .optional()
    .describe('Of `objects`: labels that the `ruleSelector` of the Prometheus object asks for.'),
  namespace: dnsLabel.optional().describe('Of `objects`: the namespace of Kubernetes; left to `kubectl` when left out.'),
  prefix: dnsLabel.optional().describe('First part of the names of `objects` and `namespaces`; `plimsoll` when left out.'),
  rulesPerGroup: z.number().int().min(1).optional().describe('Of `namespaces`: most rules the ruler takes in a group; 20 when left out.'),
  groupsPerTenant: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Of `namespaces`: most groups the ruler takes, 0 for no limit; 70 when left out.'),
});

const annotationKey = labelName.describe('Name of an annotation.');

const annotations = z.strictObject({
  runbook: annotationKey.default('runbook_url'),
  dashboard: annotationKey.default('dashboard_url'),
});

const groups = z.strictObject({
  limit: z.number().int().positive().optional().describe('Most alerts, or series, one rule may give; above it the rule fails.'),
  queryOffset: positiveDuration.optional().describe('Evaluate this far in the past, for series that arrive late; needs 2.53.'),
  labels: z.record(labelName, labelValue).optional().describe('Labels of every rule; needs 3.0.'),
});

/** `targets.prometheus`. */
export const options = z.strictObject({
  version: version.default('2.42.0').describe('Version of the Prometheus that reads the files, or that the ruler is built on.'),
  ruler: z
    .enum(['prometheus', 'thanos', 'mimir'])
    .optional()
    .describe('What evaluates the rules; `mimir` for `namespaces`, `prometheus` otherwise.'),
  output: output.prefault({}).describe('The form of the rules.'),
  evaluationInterval: positiveDuration.default('1m').describe('How often the daemon evaluates rules.'),
  scrapeInterval: positiveDuration.default('1m').describe('How often the daemon scrapes, and probes.'),
  readsAlerts: z
    .boolean()
    .default(true)
    .describe('Can rules read the `ALERTS` series? Where they cannot, an alert ends at its limit and not at `clear`.'),
  lookback: positiveDuration.default('5m').describe('How long a sample counts as current: `--query.lookback-delta`.'),
  alertmanagers: z.array(endpoint).readonly().default(['127.0.0.1:9093']).describe('Where alerts are sent.'),
  externalLabels: z.record(labelName, labelValue).default({}).describe('Labels on everything that leaves this Prometheus.'),
  environmentLabel: labelName.optional().describe('External label that carries the name of the environment; none when left out.'),
  annotations: annotations.prefault({}).describe('What annotations with links are called.'),
  groups: groups.prefault({}).describe('Keys of every rule group.'),
  ownAlerts: id.optional().describe('Team that hears when Prometheus fails to evaluate, reload or read textfiles.'),
  unitTests: z.boolean().default(true).describe('Write promtool unit tests beside the rules: three times their size.'),
  blackbox: endpoint.default('127.0.0.1:9115').describe('Where blackbox_exporter listens.'),
  nodeExporterPort: z.number().int().min(1).max(65_535).default(9100).describe('Where node_exporter listens on every host.'),
  self: endpoint.default('127.0.0.1:9090').describe('Where this Prometheus listens, for alerts about itself.'),
});

export type Options = z.infer<typeof options>;
