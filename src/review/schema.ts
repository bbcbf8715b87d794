import { z } from 'zod';
import { classes } from './classes.ts';
import { facetSchema, list, name, text } from './facet-schema.ts';

const party = z.enum(['team', 'owner', 'receiver', 'ops', 'security']);
const count = z.int().min(0);
const changeClass = z.enum(classes);
const sides = <T extends z.ZodType>(of: T) => z.strictObject({ before: of, after: of }).readonly();

const need = { party, team: name.exactOptional() };
const needs = list(z.strictObject(need).readonly());

const changeSchema = z
  .strictObject({
    kind: z.enum(['checks', 'metrics', 'hosts', 'groups', 'schedules', 'teams', 'settings']),
    id: name,
    was: name.exactOptional(),
    action: z.enum(['added', 'removed', 'changed']),
    class: changeClass,
    direction: z.enum(['none', 'tightened', 'loosened', 'mixed', 'opaque']),
    facets: list(facetSchema),
    needs,
    hosts: sides(count),
    receivers: sides(list(name)),
    pages: sides(z.boolean()),
    resets: list(z.strictObject({ daemon: z.enum(['nagios', 'prometheus']), because: text }).readonly()),
    why: text,
    owner: name.exactOptional(),
    cause: z.strictObject({ kind: name, id: name }).readonly().exactOptional(),
    place: z.strictObject({ file: name, line: count, column: count }).readonly().exactOptional(),
  })
  .readonly();

const countsSchema = z
  .strictObject({
    changed: count,
    added: count,
    removed: count,
    renamed: count,
    tightened: count,
    loosened: count,
    mixed: count,
    opaque: count,
    newlyPages: count,
    goesSilent: count,
    resets: count,
  })
  .readonly();

const planSchema = z
  .strictObject({
    version: z.literal(1),
    estate: name,
    environment: name,
    class: changeClass,
    changes: list(changeSchema),
    counts: countsSchema,
    needs,
  })
  .readonly();

const violation = {
  rule: z.enum(['pageNeedsRunbook', 'looserNeedsReason', 'newPageStartsDark', 'checksPerChange', 'hostsPerChange']),
  on: name.exactOptional(),
  message: text,
};

const exceptionSchema = z.strictObject({ rule: name, on: name, why: text, until: name.optional() }).readonly();

const rulingsSchema = z
  .strictObject({
    violations: list(z.strictObject(violation).readonly()),
    excused: list(z.strictObject({ ...violation, because: exceptionSchema }).readonly()),
  })
  .readonly();

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const revision = z
  .strictObject({
    commit: z
      .string()
      .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
      .exactOptional(),
    name,
  })
  .readonly();

const environmentSchema = z
  .strictObject({
    environment: name,
    plan: planSchema,
    rulings: rulingsSchema,
    requirements: list(z.strictObject({ ...need, required: count }).readonly()),
    output: sides(digest),
    generated: list(z.strictObject({ emitter: name, files: count, added: count, removed: count, diff: text, cut: z.boolean() }).readonly()),
  })
  .readonly();

/** The shape of `ReviewDocument`, which is all that may come out of a pull request's own job. */
export const reviewSchema = z
  .strictObject({
    version: z.literal(1),
    estate: name,
    compiler: name,
    base: revision,
    head: revision,
    output: digest.describe('Digest of the output of all environments: what an approval is given to.'),
    environments: list(environmentSchema),
  })
  .readonly();
