import { z } from 'zod';
import { checkSchema } from '../definitions/check.ts';
import { groupSchema, hostSchema } from '../definitions/inventory.ts';
import { metricSchema } from '../definitions/metric.ts';
import { idPattern, metricIdPattern } from '../definitions/scalars.ts';
import { scheduleSchema } from '../definitions/schedule.ts';
import { settingsSchema } from '../definitions/settings.ts';
import { teamSchema } from '../definitions/team.ts';
import { thresholdSchema } from '../definitions/threshold.ts';
import { type DefinitionKind, definitionKinds } from '../model/model.ts';
import { reviewSchema } from '../review/schema.ts';
import { emitters } from './emitters.ts';

/** A JSON Schema, draft 7: what the YAML language server reads without exception. */
export type JsonSchema = Readonly<Record<string, unknown>>;

interface KindSchema {
  readonly schema: z.ZodType;
  /** What a file of the kind holds, in one sentence. */
  readonly what: string;
  readonly id: RegExp;
}

type FolderKind = Exclude<DefinitionKind, 'settings'>;

const kinds: Readonly<Record<FolderKind, KindSchema>> = {
  teams: { schema: teamSchema, what: 'Teams by id: owners of definitions, and how they are told.', id: idPattern },
  schedules: { schema: scheduleSchema, what: 'Schedules by id: named hours.', id: idPattern },
  hosts: { schema: hostSchema, what: 'Hosts by id.', id: idPattern },
  groups: { schema: groupSchema, what: 'Groups by id: sets of hosts.', id: idPattern },
  metrics: { schema: metricSchema, what: 'Metrics by id, snake_case: measured quantities.', id: metricIdPattern },
  thresholds: { schema: thresholdSchema, what: 'Thresholds by id: limits on a metric or a unit.', id: idPattern },
  checks: { schema: checkSchema, what: 'Checks by id: monitors.', id: idPattern },
};

const draft = 'http://json-schema.org/draft-07/schema#';

const isRecord = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null && !Array.isArray(value);

const recordAt = (schema: JsonSchema, key: string): JsonSchema => {
  const value = schema[key];
  return isRecord(value) ? value : {};
};

const toSchema = (schema: z.ZodType): JsonSchema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', unrepresentable: 'any', io: 'input' });
  return rest;
};

/** Without `required`, but for `kept`: a folder's `_defaults.yaml` may supply the rest, and the compiler checks the sum. */
const relaxed = (schema: JsonSchema, kept: readonly string[]): JsonSchema => {
  const { required, ...rest } = schema;
  const still = Array.isArray(required) ? kept.filter((key) => required.includes(key)) : [];
  return still.length === 0 ? rest : { ...rest, required: still };
};

const fileOf = ({ schema, what, id }: KindSchema, title: string): JsonSchema => ({
  $schema: draft,
  title,
  description: what,
  type: 'object',
  propertyNames: { pattern: id.source, maxLength: 120 },
  additionalProperties: relaxed(toSchema(schema), ['why']),
});

const defaultsOf = ({ schema }: KindSchema, title: string): JsonSchema => ({
  $schema: draft,
  title: `${title} defaults`,
  description: 'Keys that every definition of the folder has unless it says otherwise.',
  ...relaxed(toSchema(schema), []),
});

/** Options per emitter; an environment's are merged over the common ones, so none is required. */
const targetsSchema = (): JsonSchema => ({
  description: 'Options per emitter; an emitter without an entry is not built.',
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    emitters.map(({ name, summary, options }) => [name, { description: summary, ...relaxed(toSchema(options), []) }]),
  ),
});

const settingsOf = (): JsonSchema => {
  const schema = toSchema(settingsSchema);
  const targets = targetsSchema();
  const properties = recordAt(schema, 'properties');
  const environments = recordAt(properties, 'environments');
  const environment = recordAt(environments, 'additionalProperties');
  const withTargets = { ...environment, properties: { ...recordAt(environment, 'properties'), targets } };
  return {
    $schema: draft,
    title: 'Plimsoll settings',
    description: '`plimsoll.yaml`: the estate, its environments and what is generated.',
    ...schema,
    properties: { ...properties, environments: { ...environments, additionalProperties: withTargets }, targets },
  };
};

/** The JSON Schema of a file of `kind`, or of the `_defaults.yaml` beside such files. */
export const schemaOf = (kind: DefinitionKind, part: 'file' | 'defaults'): JsonSchema => {
  if (kind === 'settings') return settingsOf();
  const title = `Plimsoll ${kind}`;
  return part === 'file' ? fileOf(kinds[kind], title) : defaultsOf(kinds[kind], title);
};

/** The JSON Schema of a review: what `diff --format json` prints. */
export const reviewJsonSchema = (): JsonSchema => ({
  $schema: draft,
  title: 'Plimsoll review',
  description: 'What a change does to each environment and who must agree: version 1.',
  ...toSchema(reviewSchema),
});

const below = (folder: string): readonly string[] => [`${folder}/**/*.yaml`, `${folder}/**/*.yml`];

/** Where the files of each kind are, as the YAML language server matches them. */
export const editorGlobs: Readonly<Record<DefinitionKind, readonly string[]>> = {
  settings: ['plimsoll.yaml'],
  teams: below('teams'),
  schedules: below('schedules'),
  hosts: below('inventory/hosts'),
  groups: below('inventory/groups'),
  metrics: below('metrics'),
  thresholds: below('thresholds'),
  checks: below('checks'),
};

export interface SchemaFile {
  readonly path: string;
  readonly text: string;
}

/** One file per kind, `checks.json`. */
export const schemaFiles = (): readonly SchemaFile[] =>
  definitionKinds.map((kind) => ({
    path: `${kind}.json`,
    text: `${JSON.stringify(schemaOf(kind, 'file'), undefined, 2)}\n`,
  }));
