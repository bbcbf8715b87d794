import { groups } from './rules.ts';

const subdomain = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$';
const labelName = '^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$';
const labelValue = '^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$';

const metadata = {
  type: 'object',
  required: ['name', 'labels'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', maxLength: 253, pattern: subdomain },
    namespace: { type: 'string', maxLength: 63, pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$' },
    labels: {
      type: 'object',
      minProperties: 1,
      propertyNames: { type: 'string', pattern: labelName },
      additionalProperties: { type: 'string', pattern: labelValue },
    },
  },
} as const;

/**
 * A PrometheusRule object, after the definition of the resource that prometheus-operator ships (`prometheusrules.monitoring.coreos.com`,
 * v1, as of 0.82): the keys of groups and rules are Prometheus' own. Names and labels as Kubernetes takes them.
 */
export const objectSchema = {
  type: 'object',
  required: ['apiVersion', 'kind', 'metadata', 'spec'],
  additionalProperties: false,
  properties: {
    apiVersion: { const: 'monitoring.coreos.com/v1' },
    kind: { const: 'PrometheusRule' },
    metadata,
    spec: { type: 'object', required: ['groups'], additionalProperties: false, properties: { groups } },
  },
} as const;
