import { duration, stringMap } from './common.ts';

const alert = {
  type: 'object',
  additionalProperties: false,
  properties: { exp_labels: stringMap, exp_annotations: stringMap },
} as const;

const alertTest = {
  type: 'object',
  required: ['eval_time', 'alertname'],
  additionalProperties: false,
  properties: { eval_time: duration, alertname: { type: 'string', minLength: 1 }, exp_alerts: { type: 'array', items: alert } },
} as const;

const sample = {
  type: 'object',
  required: ['value'],
  additionalProperties: false,
  properties: { labels: { type: 'string' }, value: { type: 'number' } },
} as const;

const expressionTest = {
  type: 'object',
  required: ['expr', 'eval_time'],
  additionalProperties: false,
  properties: { expr: { type: 'string', minLength: 1 }, eval_time: duration, exp_samples: { type: 'array', items: sample } },
} as const;

/** `5x3`, `1+2x10`, `_`, `_x4`, `stale`, `NaN`, `Inf`, apart by blanks. */
const values = { type: 'string', minLength: 1 } as const;

const input = {
  type: 'object',
  required: ['series', 'values'],
  additionalProperties: false,
  properties: { series: { type: 'string', minLength: 1 }, values },
} as const;

const group = {
  type: 'object',
  additionalProperties: false,
  properties: {
    interval: duration,
    name: { type: 'string' },
    input_series: { type: 'array', items: input },
    alert_rule_test: { type: 'array', items: alertTest },
    promql_expr_test: { type: 'array', items: expressionTest },
    external_labels: stringMap,
    external_url: { type: 'string' },
  },
} as const;

/** A unit test file as promtool 2.42 documents it. */
export const unitTestsSchema = {
  type: 'object',
  required: ['rule_files', 'tests'],
  additionalProperties: false,
  properties: {
    rule_files: { type: 'array', items: { type: 'string', minLength: 1 } },
    evaluation_interval: duration,
    group_eval_order: { type: 'array', items: { type: 'string' } },
    tests: { type: 'array', items: group },
  },
} as const;
