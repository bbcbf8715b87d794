import { z } from 'zod';

/** Nothing that an author writes is longer; a document that holds more was not made by Plimsoll. */
export const text = z.string().max(1_000_000);
export const name = z.string().max(10_000);
export const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();

const bound = z.strictObject({ text: name, value: z.number() }).readonly();
const interval = z.strictObject({ low: bound, high: bound }).readonly();

const oneSided = z
  .strictObject({
    form: z.enum(['above', 'below', 'atLeast', 'atMost']),
    warning: bound.exactOptional(),
    critical: bound.exactOptional(),
    clear: bound.exactOptional(),
  })
  .readonly();

const twoSided = z
  .strictObject({ form: z.enum(['outside', 'inside']), warning: interval.exactOptional(), critical: interval.exactOptional() })
  .readonly();

const drawn = z.strictObject({ limits: list(z.union([oneSided, twoSided])), unit: name }).readonly();

const relation = z.enum(['same', 'more', 'less', 'both']);
const change = { before: text.optional(), after: text.optional() };

/** A facet that says nothing but which way. */
const plain = <K extends string>(kind: K) => z.strictObject({ kind: z.literal(kind), relation, ...change }).readonly();

const limits = z
  .strictObject({
    kind: z.literal('limits'),
    relation,
    isTurned: z.boolean(),
    isHoldOnly: z.boolean(),
    threshold: name,
    measure: name.exactOptional(),
    hosts: list(name),
    written: z.strictObject(change).readonly().exactOptional(),
    drawn: z.strictObject({ before: drawn, after: drawn }).readonly(),
    ...change,
  })
  .readonly();

const patience = z
  .strictObject({
    kind: z.literal('patience'),
    relation,
    field: z.enum(['for', 'every', 'retry', 'notifyAfter', 'keepFor', 'within', 'staleAfter', 'flapping']),
    ...change,
  })
  .readonly();

const hosts = z.strictObject({ kind: z.literal('hosts'), relation, added: list(name), removed: list(name), ...change }).readonly();

const receivers = z
  .strictObject({
    kind: z.literal('receivers'),
    relation,
    level: z.enum(['warning', 'critical']),
    losesPage: z.boolean(),
    gainsPage: z.boolean(),
    lost: list(name),
    gained: list(name),
    ...change,
  })
  .readonly();

const opaque = z.strictObject({ kind: z.literal('opaque'), relation: z.literal('both'), field: name, ...change }).readonly();

const words = z
  .strictObject({
    kind: z.literal('text'),
    relation: z.literal('same'),
    field: z.enum(['why', 'reasons', 'runbook', 'dashboard', 'notes', 'title', 'on']),
    ...change,
  })
  .readonly();

const both = <K extends string>(kind: K) => z.strictObject({ kind: z.literal(kind), relation: z.literal('both'), ...change }).readonly();

const identity = z.strictObject({ kind: z.literal('identity'), relation: z.literal('same'), ...change }).readonly();

/** One respect in which a definition differs: the shape of `Facet`. */
export const facetSchema = z.union([
  limits,
  patience,
  hosts,
  receivers,
  plain('hours'),
  plain('stage'),
  plain('members'),
  plain('burn'),
  plain('condition'),
  plain('noAnswer'),
  plain('dependencies'),
  opaque,
  both('executes'),
  both('owner'),
  words,
  identity,
]);
