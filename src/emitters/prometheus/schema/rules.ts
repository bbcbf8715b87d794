import { duration, stringMap } from './common.ts';

const expr = { type: 'string', minLength: 1 } as const;

const recording = {
  type: 'object',
  required: ['record', 'expr'],
  additionalProperties: false,
  properties: { record: { type: 'string', pattern: '^[a-zA-Z_:][a-zA-Z0-9_:]*$' }, expr, labels: stringMap },
} as const;

/** No label may set the name: Prometheus lets it pass and keeps the alert's own. */
const alertLabels = { ...stringMap, propertyNames: { ...stringMap.propertyNames, not: { enum: ['__name__', 'alertname'] } } } as const;

const alerting = {
  type: 'object',
  required: ['alert', 'expr'],
  additionalProperties: false,
  properties: {
    alert: { type: 'string', minLength: 1 },
    expr,
    for: duration,
    keep_firing_for: duration,
    labels: alertLabels,
    annotations: stringMap,
  },
} as const;

const group = {
  type: 'object',
  required: ['name', 'rules'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 1 },
    interval: duration,
    limit: { type: 'integer', minimum: 1 },
    query_offset: duration,
    labels: alertLabels,
    rules: {
      type: 'array',
      items: {
        type: 'object',
        if: { type: 'object', required: ['record'], properties: { record: true } },
        then: recording,
        else: alerting,
      },
    },
  },
} as const;

export const groups = { type: 'array', items: group } as const;

/** A rule file as Prometheus documents it up to 3.0: a key it does not know makes it refuse the file. */
export const rulesSchema = {
  type: 'object',
  required: ['groups'],
  additionalProperties: false,
  properties: { groups },
} as const;

/** What `mimirtool rules load` reads: the same with the name of the namespace. */
export const namespaceSchema = {
  ...rulesSchema,
  required: ['namespace', 'groups'],
  properties: { namespace: { type: 'string', minLength: 1 }, groups },
} as const;
